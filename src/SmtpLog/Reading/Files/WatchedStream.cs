using System;
using System.IO;

namespace SmtpLog.Reading.Files;

/// <summary>A stream that tells after each read how far it has come.</summary>
internal sealed class WatchedStream(Stream stream, Action<long> advanced) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => stream.CanSeek;

    public override bool CanWrite => false;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => stream.Position = _position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = stream.Read(buffer, offset, count);
        _position += read;
        advanced(_position);
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => _position = stream.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
