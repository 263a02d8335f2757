using System;
using System.IO;

namespace SmtpLog.Reading;

/// <summary>Bytes that were read already, then the rest of their stream.</summary>
internal sealed class PrefixedStream(byte[] head, int start, int end, Stream rest) : ReadOnlyStream
{
    private int _start = start;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_start == end)
        {
            return rest.Read(buffer, offset, count);
        }

        int length = Math.Min(count, end - _start);
        Buffer.BlockCopy(head, _start, buffer, offset, length);
        _start += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
