using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>
/// Reads SwiftMailer's log. Only the first line of a reply has the mark, and the dot that ends a message stands on a line
/// below its own. Sessions are numbered.
/// </summary>
internal sealed class SwiftMailerParser(IRecordSink sink) : IDialectParser
{
    private readonly ToolRecords _records = new(sink);
    private readonly HeldRecord _held = new();

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        LogRecord record = ToolRecords.Of(line, lineNumber);
        if (ToolLine.Mark(line, ">> "u8) is var client and > 0)
        {
            Release();
            ToolRecords.Cut(ref record, client);
            if (Blank.CountLeading(record.Text) == record.Text.Length)
            {
                record.Text = default;
                _held.Hold(ref record, SmtpLogOrigin.Client);
                return;
            }

            _records.Client(ref record);
        }
        else if (ToolLine.Mark(line, "<< "u8) is var server and > 0)
        {
            Release();
            ToolRecords.Cut(ref record, server);
            HoldReply(ref record);
        }
        else if (line.StartsWith("++ "u8) || line.StartsWith("-- "u8) || line.StartsWith("!! "u8))
        {
            Release();
            ToolRecords.Cut(ref record, 3);
            Event(ref record);
        }
        else if (Blank.CountLeading(line) < line.Length)
        {
            GoOn(line, lineNumber);
        }
    }

    public void Complete() => Release();

    private void HoldReply(ref LogRecord record)
    {
        if (ReplyText.TryReadCode(record.Text, out _, out bool isContinued) && isContinued)
        {
            _held.Hold(ref record, SmtpLogOrigin.Server);
            return;
        }

        _records.Server(ref record);
    }

    private void GoOn(ReadOnlySpan<byte> line, long lineNumber)
    {
        bool isContinued = false;
        bool isMore = _held.IsHolding && !_held.IsFull && (_held.Origin == SmtpLogOrigin.Server
            ? ReplyText.TryReadCode(line, out _, out isContinued)
            : line.SequenceEqual("."u8));
        if (isMore)
        {
            _held.Add(line, line);
        }

        if (!isMore || !isContinued)
        {
            Release();
        }

        if (!isMore)
        {
            _records.Unknown(line, lineNumber);
        }
    }

    private void Release()
    {
        if (!_held.IsHolding)
        {
            return;
        }

        LogRecord record = _held.Release();
        if (_held.Origin == SmtpLogOrigin.Server)
        {
            _records.Server(ref record);
        }
        else
        {
            _records.Client(ref record);
        }
    }

    private void Event(ref LogRecord record)
    {
        if (record.Raw[0] == '!')
        {
            _records.Error(ref record);
        }
        else if (record.Raw[0] == '+' && record.Text.StartsWith("Starting "u8))
        {
            _records.Connecting(ref record, -1);
        }
        else if (record.Raw[0] == '-' && record.Text.EndsWith(" stopped"u8))
        {
            _records.Closed(ref record);
        }
        else
        {
            _records.Event(ref record);
        }
    }
}
