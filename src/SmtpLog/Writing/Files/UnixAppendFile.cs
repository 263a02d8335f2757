using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;

namespace SmtpLog.Writing.Files;

/// <summary>POSIX open with O_APPEND, and write. New files are readable by their owner alone.</summary>
internal sealed class UnixAppendFile : AppendFile
{
    private const int OwnerOnly = 0x180; // 0600
    private const int Interrupted = 4; // EINTR
    private const int LongestPath = 4096;

    private static readonly bool s_isMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    private readonly byte[] _path;
    private readonly LinuxFileStatus? _opened;
    private readonly byte[] _link;
    private int _descriptor;

    public UnixAppendFile(string path)
        : base(path)
    {
        _descriptor = OpenToAppend(path);
        if (_descriptor < 0)
        {
            throw new IOException(LastError());
        }

        _path = LinuxFileStatus.PathBytes(path);
        _opened = LinuxFileStatus.OfDescriptor(_descriptor);
        _link = Link();
    }

    public override FilePlace Look()
    {
        if (LinuxFileStatus.OfPath(_path) is { } found && found.IsSameFile(_opened))
        {
            return new FilePlace(true, found.Length);
        }

        // There are file systems that change their inodes' numbers.
        return Link().AsSpan().SequenceEqual(_link) ? base.Look() : default;
    }

    public override void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = NativeClose(_descriptor);
            _descriptor = -1;
        }
    }

    protected override unsafe int WriteSome(byte[] bytes, int offset, int count)
    {
        fixed (byte* start = bytes)
        {
            while (true)
            {
                nint written = NativeWrite(_descriptor, start + offset, count);
                if (written > 0)
                {
                    return (int)written;
                }

                if (written == 0 || Marshal.GetLastWin32Error() != Interrupted)
                {
                    throw new IOException(LastError());
                }
            }
        }
    }

    /// <summary>The path that Linux now has for the open file, which differs once it is moved or removed; elsewhere empty.</summary>
    private unsafe byte[] Link()
    {
        byte[] link = new byte[LongestPath];
        fixed (byte* start = link)
        {
            nint length = s_isMac ? 0 : NativeReadLink($"/proc/self/fd/{_descriptor}", start, link.Length);
            return link.AsSpan(0, (int)Math.Max(0, length)).ToArray();
        }
    }

    private static int OpenToAppend(string path)
    {
        // The mode is a variadic argument. Apple's arm64 passes those on the stack, behind eight registers.
        bool isOnStack = s_isMac && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        int flags = s_isMac ? 0x1 | 0x8 | 0x200 | 0x1000000 : 0x1 | 0x400 | 0x40 | 0x80000; // O_WRONLY O_APPEND O_CREAT O_CLOEXEC
        return isOnStack
            ? NativeOpenVariadic(path, flags, 0, 0, 0, 0, 0, 0, OwnerOnly)
            : NativeOpen(path, flags, OwnerOnly);
    }

    private static string LastError() => new Win32Exception(Marshal.GetLastWin32Error()).Message;

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int NativeOpen(string path, int flags, int mode);

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int NativeOpenVariadic(string path, int flags, nint r2, nint r3, nint r4, nint r5, nint r6, nint r7, nint mode);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern unsafe nint NativeWrite(int descriptor, byte* bytes, nint count);

    [DllImport("libc", EntryPoint = "readlink", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern unsafe nint NativeReadLink(string path, byte* target, nint size);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int NativeClose(int descriptor);
}
