using System;
using System.IO;
using System.IO.Compression;
using SmtpLog.Writing.Files;

namespace SmtpLog.Protection;

/// <summary>
/// The file of a protected log. It is written under another name beside it and renamed once it is whole, so that a broken
/// run leaves nothing, and so that a log may take its own place. A name that ends with <c>.gz</c> has it compressed.
/// </summary>
internal sealed class ProtectedFile : Stream
{
    private const int BufferSize = 1 << 16;

    private readonly string _target;
    private readonly string _part;
    private readonly Stream _stream;
    private readonly bool _replace;
    private bool _isClosed;

    /// <param name="path">The file.</param>
    /// <param name="replace">Whether one that is there is replaced; it keeps its mode, and where it is a link, its target is replaced.</param>
    /// <exception cref="OutputFailedException">It cannot be written, or is there.</exception>
    public ProtectedFile(string path, bool replace)
    {
        Path = path;
        _target = UnixFile.Target(path);
        _part = $"{_target}.{Guid.NewGuid():N}.part";
        _replace = replace;
        _stream = Try(() =>
        {
            if (File.Exists(_target) && !replace)
            {
                throw Exists();
            }

            // Readable by its owner alone from the first byte on.
            AppendFile.Open(_part).Dispose();
            Stream file = new FileStream(_part, FileMode.Open, FileAccess.Write, FileShare.None, BufferSize);
            return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Optimal) : file;
        });
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="OutputFailedException">It cannot be written, or such a file has come meanwhile.</exception>
    public void Complete() => Try(() =>
    {
        _stream.Dispose();
        if (!File.Exists(_target))
        {
            File.Move(_part, _target);
        }
        else if (_replace)
        {
            UnixFile.CopyMode(_target, _part);
            File.Replace(_part, _target, null);
        }
        else
        {
            throw Exists();
        }

        _isClosed = true;
        return true;
    });

    /// <exception cref="OutputFailedException">It cannot be written.</exception>
    public override void Write(byte[] buffer, int offset, int count) => Try(() =>
    {
        _stream.Write(buffer, offset, count);
        return true;
    });

    public override void Flush()
    {
        // What is written is whole when it gets its name.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Removes what is not whole.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isClosed)
        {
            _isClosed = true;
            try
            {
                _stream.Dispose();
            }
            catch (IOException)
            {
                // The disk is full: what could not be written is removed anyway.
            }

            File.Delete(_part);
        }

        base.Dispose(disposing);
    }

    private OutputFailedException Exists() => new(_target, new IOException("It is there already."), exists: true);

    private T Try<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputFailedException(_target, e, exists: !_replace && !(e is DirectoryNotFoundException) && File.Exists(_target));
        }
    }
}
