using System;
using System.IO;

namespace SmtpLog.Reading.Scanning;

/// <summary>So many bytes of a stream, from where it stands.</summary>
internal sealed class BoundedStream(Stream stream, long length) : ReadOnlyStream
{
    private long _left = length;

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = stream.Read(buffer, offset, (int)Math.Min(count, _left));
        _left -= read;
        return read;
    }
}
