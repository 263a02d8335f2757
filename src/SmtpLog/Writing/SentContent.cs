using System;

namespace SmtpLog.Writing;

/// <summary>
/// Finds, in what the client sends, where a message begins and ends: after DATA up to the single dot (RFC 5321,
/// section 4.1.1.4), after BDAT for as many bytes as it names (RFC 3030).
/// </summary>
internal sealed class SentContent
{
    private readonly LineFramer _lines = new();
    private bool _isChunk;
    private bool _isLastChunk;
    private long _chunkLeft;
    private bool _inBody;
    private bool _afterLineEnd;
    private bool _isMidLine;

    public delegate void LineHandler(ReadOnlySpan<byte> line, int wireLength, bool isHeader);

    public bool IsActive { get; private set; }

    public bool IsData => !_isChunk;

    /// <summary>The bytes of the message so far, without dot-stuffing.</summary>
    public long Size { get; private set; }

    public void BeginData()
    {
        IsActive = true;
        _isChunk = false;
        _afterLineEnd = true;
        Reset();
    }

    public void BeginChunk(long size, bool isLast)
    {
        _isChunk = true;
        _isLastChunk = isLast;
        _chunkLeft = size;
        IsActive = size > 0;
        if (!IsActive)
        {
            EndChunk();
        }
    }

    /// <summary>A new transaction: the next chunk begins with header lines.</summary>
    public void Reset()
    {
        _inBody = false;
        _isMidLine = false;
        Size = 0;
    }

    /// <summary>
    /// Takes the message's part of <paramref name="bytes"/> and gives it line by line. True where it ended: for DATA
    /// the dot has been taken too.
    /// </summary>
    public bool Consume(ref ReadOnlySpan<byte> bytes, LineHandler handle) =>
        _isChunk ? ConsumeChunk(ref bytes, handle) : ConsumeData(ref bytes, handle);

    /// <summary>Gives up in the middle: the connection is gone.</summary>
    public void Abandon(LineHandler handle)
    {
        GiveRest(handle);
        IsActive = false;
        _inBody = false;
    }

    private bool ConsumeData(ref ReadOnlySpan<byte> bytes, LineHandler handle)
    {
        while (_lines.TryTake(ref bytes, out var line, out int wireLength))
        {
            // Only between CRLFs does the dot end the message: else a bare LF could smuggle commands into the log.
            bool isWhole = wireLength == line.Length + 2;
            if (_afterLineEnd && isWhole && line.Length == 1 && line[0] == '.')
            {
                IsActive = false;
                return true;
            }

            _afterLineEnd = isWhole;
            Give(line, wireLength, handle);
        }

        return false;
    }

    private bool ConsumeChunk(ref ReadOnlySpan<byte> bytes, LineHandler handle)
    {
        int length = (int)Math.Min(bytes.Length, _chunkLeft);
        var chunk = bytes.Slice(0, length);
        bytes = bytes.Slice(length);
        _chunkLeft -= length;
        while (_lines.TryTake(ref chunk, out var line, out int wireLength))
        {
            Give(line, wireLength, handle);
        }

        if (_chunkLeft > 0)
        {
            return false;
        }

        GiveRest(handle);
        IsActive = false;
        EndChunk();
        return true;
    }

    private void EndChunk()
    {
        if (_isLastChunk)
        {
            _inBody = false;
            _isMidLine = false;
        }
    }

    private void Give(ReadOnlySpan<byte> line, int wireLength, LineHandler handle)
    {
        // A chunk may end in the middle of a header line: what is left of that is no blank line.
        _inBody |= line.IsEmpty && !_isMidLine;
        _isMidLine = false;
        Size += !_isChunk && !line.IsEmpty && line[0] == '.' ? wireLength - 1 : wireLength;
        handle(line, wireLength, !_inBody);
    }

    private void GiveRest(LineHandler handle)
    {
        var rest = _lines.TakeRest();
        if (!rest.IsEmpty)
        {
            Give(rest, rest.Length, handle);
            _isMidLine = !rest.SequenceEqual("\r"u8);
        }
    }
}
