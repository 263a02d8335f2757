using System;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SmtpLog.Reading.Following;

/// <summary>What tells an open file from others, whatever any of them is called by now.</summary>
internal readonly record struct FileId(ulong Volume, ulong Number)
{
    /// <summary>Null where the system does not tell.</summary>
    public static FileId? Of(SafeFileHandle file)
    {
        try
        {
            return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? OnWindows(file)
                : RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? OnLinux(file)
                : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? OnMac(file)
                : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // A C library older than statx.
            return null;
        }
    }

    private static FileId? OnWindows(SafeFileHandle file) => GetFileInformationByHandle(file, out WindowsFile facts)
        ? new(facts.Volume, ((ulong)facts.IndexHigh << 32) | facts.IndexLow)
        : null;

    /// <summary>Unlike that of stat, the layout of statx is the same on every processor.</summary>
    private static unsafe FileId? OnLinux(SafeFileHandle file)
    {
        const int EmptyPath = 0x1000;
        const uint Inode = 0x100;
        byte* facts = stackalloc byte[256];
        int result = Statx(Descriptor(file), string.Empty, EmptyPath, Inode, facts);
        return result == 0 ? new(((ulong)*(uint*)(facts + 136) << 32) | *(uint*)(facts + 140), *(ulong*)(facts + 32)) : null;
    }

    private static unsafe FileId? OnMac(SafeFileHandle file)
    {
        byte* facts = stackalloc byte[256];
        int result = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? Stat64(Descriptor(file), facts) : Stat(Descriptor(file), facts);
        return result == 0 ? new(*(uint*)facts, *(ulong*)(facts + 8)) : null;
    }

    private static int Descriptor(SafeFileHandle file) => (int)file.DangerousGetHandle();

    [DllImport("kernel32.dll", SetLastError = true)]
    private static extern bool GetFileInformationByHandle(SafeFileHandle file, out WindowsFile facts);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern unsafe int Statx(int folder, string path, int flags, uint mask, byte* facts);

    [DllImport("libc", EntryPoint = "fstat", SetLastError = true)]
    private static extern unsafe int Stat(int file, byte* facts);

    [DllImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static extern unsafe int Stat64(int file, byte* facts);

    /// <summary>BY_HANDLE_FILE_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct WindowsFile
    {
        public uint Attributes;
        public long Created;
        public long Accessed;
        public long Written;
        public uint Volume;
        public uint SizeHigh;
        public uint SizeLow;
        public uint Links;
        public uint IndexHigh;
        public uint IndexLow;
    }
}
