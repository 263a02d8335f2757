using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>
/// Reads Symfony's debug text, which leaves message content out but for the dot, and its exceptions. Its sessions are
/// numbered, by their greetings.
/// </summary>
internal sealed class SymfonyParser(IRecordSink sink) : IDialectParser
{
    private readonly ToolRecords _records = new(sink);
    private readonly HeldRecord _exception = new();
    private readonly LocalZone _zone = new();

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (_exception.IsHolding && (Blank.CountLeading(line) == line.Length || TryGoOn(line)))
        {
            return;
        }

        LogRecord record = ToolRecords.Of(line, lineNumber);
        int at = ToolTime.ReadBracketed(line, _zone, ref record);
        if (at > 0 && at < line.Length && line[at] == ' ')
        {
            at++;
        }

        ReadOnlySpan<byte> body = line.Slice(at);
        Release(isOfNext: body.StartsWith("< 220"u8));
        if (ToolLine.Mark(body, "> "u8) is var client and > 0)
        {
            ToolRecords.Cut(ref record, at + client);
            _records.Client(ref record);
        }
        else if (ToolLine.Mark(body, "< "u8) is var server and > 0)
        {
            ToolRecords.Cut(ref record, at + server);
            _records.Server(ref record);
        }
        else if (SymfonyErrors.Is(body))
        {
            ToolRecords.Cut(ref record, at);
            _exception.Hold(ref record, SmtpLogOrigin.Event);
        }
        else
        {
            _records.Unknown(line, lineNumber);
        }
    }

    public void Complete() => Release(isOfNext: false);

    private bool TryGoOn(ReadOnlySpan<byte> line)
    {
        bool isMore = !_exception.IsFull && SymfonyErrors.IsReason(line);
        if (isMore)
        {
            _exception.Add(line, line);
        }

        return isMore;
    }

    /// <summary>An exception is printed behind the conversation that it ended, or before it, which says it then.</summary>
    private void Release(bool isOfNext)
    {
        if (!_exception.IsHolding)
        {
            return;
        }

        LogRecord record = _exception.Release();
        if (isOfNext)
        {
            _records.Remark(ref record);
            return;
        }

        record.ErrorKind = SymfonyErrors.KindOf(record.Text);
        _records.Error(ref record);
    }
}
