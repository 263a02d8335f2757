using System;
using System.IO;
using SmtpLog.Reading.Files;

namespace SmtpLog.Reading.Following;

/// <summary>
/// A file that is read while it grows, each time up to what was there when one looked. It remembers the bytes it read
/// last: where they are not there any more, the file was cut, even if it has grown again since.
/// </summary>
internal sealed class GrowingFile : ReadOnlyStream
{
    private const int MostRemembered = 64;

    private readonly FileStream _file;
    private readonly FileId? _id;
    private readonly byte[] _last = new byte[MostRemembered];
    private readonly byte[] _there = new byte[MostRemembered];
    private int _remembered;
    private long _position;
    private long _limit;

    private GrowingFile(FileStream file)
    {
        _file = file;
        _id = FileId.Of(file.SafeFileHandle);
    }

    /// <summary>True where there is more than was read, or was there when one looked.</summary>
    public bool HasMore => _file.Length > _position;

    /// <exception cref="UnfollowableException">It is compressed, or no file that could grow.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static GrowingFile Open(string path)
    {
        FileStream file = LogFile.OpenAsItIs(path);
        try
        {
            if (!file.CanSeek)
            {
                throw new UnfollowableException($"'{path}' is not a file that grows.");
            }

            byte[] head = new byte[3];
            if (GunzipStream.IsGzip(head.AsSpan(0, file.Read(head, 0, head.Length))))
            {
                throw new UnfollowableException($"'{path}' is compressed, so nothing will be appended to it.");
            }

            file.Position = 0;
            return new GrowingFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Lets be read what is there by now. False where what was read before is not there any more.</summary>
    public bool Look()
    {
        long length = _file.Length;
        if (length < _position || (_remembered > 0 && !IsAsRemembered()))
        {
            return false;
        }

        _limit = length;
        return true;
    }

    /// <summary>Reads it from its beginning.</summary>
    public void Restart()
    {
        _file.Position = _position = _limit = 0;
        _remembered = 0;
    }

    /// <summary>
    /// False where the other is another file. Where the system does not tell, one that is longer than this, or shorter
    /// than what was read of this, is.
    /// </summary>
    public bool IsSameAs(GrowingFile other)
    {
        if (_id is not null && other._id is not null)
        {
            return _id == other._id;
        }

        long length = other._file.Length;
        return length <= _file.Length && length >= _position;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = _file.Read(buffer, offset, (int)Math.Min(count, _limit - _position));
        _position += read;
        Remember(buffer.AsSpan(offset, read));
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Remember(ReadOnlySpan<byte> read)
    {
        int kept = Math.Min(_remembered, Math.Max(0, MostRemembered - read.Length));
        _last.AsSpan(_remembered - kept, kept).CopyTo(_last);
        ReadOnlySpan<byte> added = read.Slice(Math.Max(0, read.Length - MostRemembered));
        added.CopyTo(_last.AsSpan(kept));
        _remembered = kept + added.Length;
    }

    private bool IsAsRemembered()
    {
        _file.Position = _position - _remembered;
        int length = 0;
        for (int read = 1; read > 0 && length < _remembered; length += read)
        {
            read = _file.Read(_there, length, _remembered - length);
        }

        _file.Position = _position;
        return length == _remembered && _there.AsSpan(0, length).SequenceEqual(_last.AsSpan(0, length));
    }
}
