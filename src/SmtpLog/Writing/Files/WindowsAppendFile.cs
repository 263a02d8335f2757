using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SmtpLog.Writing.Files;

/// <summary>CreateFile with FILE_APPEND_DATA alone: the system puts every write at the end.</summary>
internal sealed class WindowsAppendFile : AppendFile
{
    private const uint AppendData = 0x4;
    private const uint Synchronize = 0x100000;
    private const uint ShareAll = 0x7;
    private const uint OpenAlways = 4;
    private const uint Normal = 0x80;
    private const int Denied = 5; // ERROR_ACCESS_DENIED

    private readonly SafeFileHandle _handle;

    public WindowsAppendFile(string path)
        : base(path)
    {
        _handle = CreateFile(path, AppendData | Synchronize, ShareAll, IntPtr.Zero, OpenAlways, Normal, IntPtr.Zero);
        if (_handle.IsInvalid)
        {
            throw Marshal.GetLastWin32Error() == Denied ? new UnauthorizedAccessException(LastError()) : new IOException(LastError());
        }
    }

    public override void Dispose() => _handle.Dispose();

    protected override unsafe int WriteSome(byte[] bytes, int offset, int count)
    {
        fixed (byte* start = bytes)
        {
            return WriteFile(_handle, start + offset, count, out int written, IntPtr.Zero) && written > 0
                ? written
                : throw new IOException(LastError());
        }
    }

    private static string LastError() => new Win32Exception(Marshal.GetLastWin32Error()).Message;

    [DllImport("kernel32.dll", EntryPoint = "CreateFileW", SetLastError = true, CharSet = CharSet.Unicode)]
    private static extern SafeFileHandle CreateFile(string path, uint access, uint share, IntPtr security, uint disposition, uint flags, IntPtr template);

    [DllImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern unsafe bool WriteFile(SafeFileHandle handle, byte* bytes, int count, out int written, IntPtr overlapped);
}
