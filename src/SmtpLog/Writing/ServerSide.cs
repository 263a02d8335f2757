using System;
using SmtpLog.Redaction;

namespace SmtpLog.Writing;

/// <summary>What the server sends, in any portion: replies, as long as they come to an end.</summary>
internal sealed class ServerSide(EntryWriter writer, Redactor redactor, ReplyPairing pairing, Action goAhead)
{
    private readonly LineFramer _lines = new();
    private bool _isFlooded;

    /// <summary>The last reply, masked.</summary>
    public ReplyCollector Replies { get; } = new();

    /// <exception cref="ReplyTooLongException">The server does not come to an end.</exception>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        if (_isFlooded)
        {
            throw new ReplyTooLongException();
        }

        while (_lines.TryTake(ref bytes, out var line, out _))
        {
            TakeLine(line);
        }

        // One more byte may be the CR of a line that is just short enough.
        if (_lines.PendingLength > ReplyCollector.LongestLine + 1)
        {
            TakeLine(_lines.TakeRest());
        }
    }

    /// <summary>Writes half a line that had begun when the connection ended.</summary>
    public void Abandon()
    {
        if (_lines.PendingLength > 0)
        {
            writer.Write(SmtpLogOrigin.Server, redactor.Server(_lines.TakeRest(), isCut: true));
        }
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        bool isTooLong = line.Length > ReplyCollector.LongestLine;
        var masked = isTooLong ? redactor.Server(line.Slice(0, ReplyCollector.LongestLine), isCut: true) : redactor.Server(line);
        writer.Write(SmtpLogOrigin.Server, masked);
        _isFlooded = isTooLong || !Replies.TryAdd(masked);
        if (_isFlooded)
        {
            throw new ReplyTooLongException();
        }

        if (Replies.IsComplete && pairing.Answer(Replies.Code))
        {
            goAhead();
        }
    }
}
