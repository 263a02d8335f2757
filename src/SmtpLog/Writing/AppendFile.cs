using System;
using System.IO;
using System.Runtime.InteropServices;

namespace SmtpLog.Writing;

/// <summary>
/// A file at whose end whole writes are put, whoever else writes it: FileMode.Append only seeks to the end once, and
/// processes that share a file overwrite each other.
/// </summary>
internal abstract class AppendFile : IDisposable
{
    /// <exception cref="IOException">It cannot be opened; the message says why.</exception>
    public static AppendFile Open(string path) => RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? new WindowsAppendFile(path)
        : new UnixAppendFile(path);

    /// <exception cref="IOException">Not all of it was written.</exception>
    public abstract void Write(byte[] bytes, int count);

    public abstract void Dispose();
}
