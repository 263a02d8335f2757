using System;
using System.Runtime.InteropServices;
using System.Text;

namespace SmtpLog.Writing.Files;

/// <summary>
/// Which file it is and how long: statx(2), whose structure is the same on every architecture. One call of the system
/// where <see cref="System.IO.FileInfo"/> and a link below /proc need two, without a string.
/// </summary>
internal readonly record struct LinuxFileStatus(ulong Inode, ulong Device, long Length)
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH: the descriptor itself
    private const uint InodeAndSize = 0x100 | 0x200; // STATX_INO STATX_SIZE
    private const int StructureSize = 256;
    private const int InodeOffset = 32;
    private const int SizeOffset = 40;
    private const int DeviceOffset = 136;

    private static bool s_isMissing = !RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    /// <summary>The path as the system takes it.</summary>
    public static byte[] PathBytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

    /// <summary>Null where it cannot be told: there is none, or the system is too old.</summary>
    public static LinuxFileStatus? OfPath(byte[] path) => Read(CurrentFolder, path, 0);

    /// <summary>Null where it cannot be told.</summary>
    public static LinuxFileStatus? OfDescriptor(int descriptor) => Read(descriptor, [0], EmptyPath);

    public bool IsSameFile(LinuxFileStatus? other) => other is { } file && file.Inode == Inode && file.Device == Device;

    private static unsafe LinuxFileStatus? Read(int folder, byte[] path, int flags)
    {
        if (s_isMissing)
        {
            return null;
        }

        byte* status = stackalloc byte[StructureSize];
        try
        {
            fixed (byte* start = path)
            {
                if (NativeStatx(folder, start, flags, InodeAndSize, status) != 0)
                {
                    return null;
                }
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            s_isMissing = true;
            return null;
        }

        return new LinuxFileStatus(*(ulong*)(status + InodeOffset), *(ulong*)(status + DeviceOffset), *(long*)(status + SizeOffset));
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern unsafe int NativeStatx(int folder, byte* path, int flags, uint mask, byte* status);
}
