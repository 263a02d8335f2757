using System;
using System.IO;
using System.Runtime.InteropServices;
using SmtpLog.Lines;

namespace SmtpLog.Writing.Files;

/// <summary>
/// A file at whose end whole writes are put, whoever else writes it: FileMode.Append only seeks to the end once, and
/// processes that share a file overwrite each other.
/// </summary>
internal abstract class AppendFile : IDisposable
{
    private readonly ByteBuffer _mended = new();
    private readonly string _path;

    protected AppendFile(string path) => _path = path;

    /// <summary>True where the last line of the file was cut by a failure or by the death of its writer.</summary>
    public bool IsTorn { get; private set; }

    /// <exception cref="IOException">It cannot be opened; the message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be opened.</exception>
    public static AppendFile Open(string path)
    {
        AppendFile file = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? new WindowsAppendFile(path) : new UnixAppendFile(path);
        file.IsTorn = file.EndsInsideLine() == true;
        return file;
    }

    /// <summary>Looks whether the file still is where it was opened.</summary>
    public virtual FilePlace Look() => new FileInfo(_path) is { Exists: true } file ? new FilePlace(true, file.Length) : default;

    /// <summary>Appends whole lines in one write; a line that was cut is ended first.</summary>
    /// <exception cref="IOException">Not all of it was written.</exception>
    public void Write(ByteBuffer lines)
    {
        // Another process that found it so may have been faster.
        if (IsTorn && EndsInsideLine() != false)
        {
            _mended.Clear();
            _mended.Append((byte)'\n');
            _mended.Append(lines.Written);
            lines = _mended;
        }

        int done = 0;
        while (done < lines.Length)
        {
            done += WriteSome(lines.Array, done, lines.Length - done);
            IsTorn = lines.Written[done - 1] != '\n';
        }
    }

    public abstract void Dispose();

    /// <summary>One write; gives how much of it was taken, at least one byte.</summary>
    /// <exception cref="IOException">Nothing was.</exception>
    protected abstract int WriteSome(byte[] bytes, int offset, int count);

    /// <summary>Null where that cannot be read.</summary>
    private bool? EndsInsideLine()
    {
        if (new FileInfo(_path) is not { Exists: true, Length: > 0 })
        {
            return false;
        }

        try
        {
            using var stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            stream.Seek(-1, SeekOrigin.End);
            return stream.ReadByte() != '\n';
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // Some may only write it; a line that another writer left cut is then joined with the next one.
            return null;
        }
    }
}
