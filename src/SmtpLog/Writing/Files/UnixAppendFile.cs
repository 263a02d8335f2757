using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;

namespace SmtpLog.Writing.Files;

/// <summary>
/// POSIX open with O_APPEND, and write. New files are readable by their owner alone. Never waits for long: a named pipe
/// without a reader cannot be opened, and a reader who does not read is a failure.
/// </summary>
internal sealed class UnixAppendFile : AppendFile
{
    private const int OwnerOnly = 0x180; // 0600
    private const int NoEntry = 2; // ENOENT
    private const int Interrupted = 4; // EINTR
    private const int NoReader = 6; // ENXIO
    private const int Denied = 13; // EACCES
    private const int LongestPath = 4096;
    private const short Writable = 4; // POLLOUT
    private const int PipePatience = 1000; // ms

    private static readonly bool s_isMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
    private static readonly int s_full = s_isMac ? 35 : 11; // EAGAIN
    private static readonly int s_create = s_isMac ? 0x200 : 0x40; // O_CREAT
    private static readonly int s_append = s_isMac ? 0x1 | 0x8 | 0x4 | 0x1000000 : 0x1 | 0x400 | 0x800 | 0x80000; // O_WRONLY O_APPEND O_NONBLOCK O_CLOEXEC

    private readonly byte[] _path;
    private LinuxFileStatus? _opened;
    private readonly byte[] _link;
    private int _descriptor;

    public UnixAppendFile(string path)
        : base(path)
    {
        // Linux lets nobody name O_CREAT for a file of another user in a folder like /tmp, though it is there.
        _descriptor = Open(path, s_append);
        if (_descriptor < 0 && Marshal.GetLastWin32Error() == NoEntry)
        {
            _descriptor = Open(path, s_append | s_create);
        }

        if (_descriptor < 0)
        {
            throw NotOpened(Marshal.GetLastWin32Error());
        }

        _path = LinuxFileStatus.PathBytes(path);
        _opened = LinuxFileStatus.OfDescriptor(_descriptor);
        _link = _opened is null ? Link() : [];
    }

    public override FilePlace Look()
    {
        if (_opened is null)
        {
            return Link().AsSpan().SequenceEqual(_link) ? base.Look() : default;
        }

        if (LinuxFileStatus.OfPath(_path) is not { } found)
        {
            return default;
        }

        if (!found.IsSameFile(_opened))
        {
            // There are file systems that change their inodes' numbers; the open file's has changed with it then.
            _opened = LinuxFileStatus.OfDescriptor(_descriptor) ?? _opened;
        }

        return found.IsSameFile(_opened) ? new FilePlace(true, found.Length) : default;
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

                int error = Marshal.GetLastWin32Error();
                bool isToRepeat = error == Interrupted || (error == s_full && IsReading());
                if (written == 0 || !isToRepeat)
                {
                    throw new IOException(Words(error));
                }
            }
        }
    }

    /// <summary>True where the reader of a full pipe makes room in time.</summary>
    private bool IsReading()
    {
        var wanted = new PollRequest { Descriptor = _descriptor, Events = Writable };
        return NativePoll(ref wanted, 1, PipePatience) > 0;
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

    private static int Open(string path, int flags)
    {
        // The mode is a variadic argument. Apple's arm64 passes those on the stack, behind eight registers.
        bool isOnStack = s_isMac && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        return isOnStack
            ? NativeOpenVariadic(path, flags, 0, 0, 0, 0, 0, 0, OwnerOnly)
            : NativeOpen(path, flags, OwnerOnly);
    }

    private static Exception NotOpened(int error) => error switch
    {
        Denied => new UnauthorizedAccessException(Words(error)),
        NoReader => new IOException("It is a named pipe that nobody reads"),
        _ => new IOException(Words(error)),
    };

    private static string Words(int error) => new Win32Exception(error).Message;

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int NativeOpen(string path, int flags, int mode);

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int NativeOpenVariadic(string path, int flags, nint r2, nint r3, nint r4, nint r5, nint r6, nint r7, nint mode);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern unsafe nint NativeWrite(int descriptor, byte* bytes, nint count);

    [DllImport("libc", EntryPoint = "readlink", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern unsafe nint NativeReadLink(string path, byte* target, nint size);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int NativePoll(ref PollRequest request, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int NativeClose(int descriptor);

    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
#pragma warning disable CS0649 // The system writes it.
        public short Happened;
#pragma warning restore CS0649
    }
}
