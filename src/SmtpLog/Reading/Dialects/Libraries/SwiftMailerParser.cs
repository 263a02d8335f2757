using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>
/// Reads SwiftMailer's log. Only the first line of a reply has the mark, and the dot that ends a message stands on a line
/// below its own. What its exceptions repeat of the log is remarks. Sessions are numbered.
/// </summary>
internal sealed class SwiftMailerParser(IRecordSink sink) : IDialectParser
{
    private readonly ToolRecords _records = new(sink);
    private readonly HeldRecord _held = new();
    private readonly SwiftMailerMessage _message = new();
    private bool _isPrinted;

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        LogRecord record = ToolRecords.Of(line, lineNumber);
        bool wasMessage = _message.GoesOn;
        if (_message.IsRepeat(line, _records.Session.HasBegun))
        {
            Release();
            Remark(ref record);
        }
        else if (wasMessage && !SwiftMailerMessage.IsMarked(line))
        {
            AddToMessage(line, lineNumber);
        }
        else if (ToolLine.Mark(line, ">> "u8) is var client and > 0)
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
            _isPrinted = false;
            Event(ref record);
        }
        else if (IsException(line))
        {
            Release();
            ToolRecords.Cut(ref record, 0);
            _isPrinted = true;
            Error(ref record);
        }
        else if (Blank.CountLeading(line) < line.Length)
        {
            GoOn(line, lineNumber);
        }
    }

    /// <summary>An exception as PHP or a script prints it.</summary>
    public static bool IsException(ReadOnlySpan<byte> line) => line.IndexOf("Swift_TransportException: "u8) >= 0;

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

    /// <summary>The lines of a message without those of the log in it.</summary>
    private void AddToMessage(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (_held.IsHolding && !_held.IsFull)
        {
            _held.Add(line, line);
        }
        else
        {
            LogRecord record = ToolRecords.Of(line, lineNumber);
            Remark(ref record);
        }

        if (!_message.GoesOn)
        {
            Release();
        }
    }

    private void Remark(ref LogRecord record)
    {
        if (Blank.CountLeading(record.Raw) < record.Raw.Length)
        {
            ToolRecords.Cut(ref record, 0);
            if (_records.Session.HasBegun)
            {
                _records.Event(ref record, EventKind.Remark);
            }
            else
            {
                _records.Remark(ref record);
            }
        }
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

        if (!isMore && (_isPrinted || line.StartsWith("Log data:"u8)))
        {
            // The rest of what an exception says.
            LogRecord record = ToolRecords.Of(line, lineNumber);
            Remark(ref record);
        }
        else if (!isMore)
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
        switch (_held.Origin)
        {
            case SmtpLogOrigin.Server:
                _records.Server(ref record);
                break;
            case SmtpLogOrigin.Client:
                _records.Client(ref record);
                break;
            default:
                Error(ref record);
                break;
        }
    }

    private void Event(ref LogRecord record)
    {
        if (record.Raw[0] == '!')
        {
            _held.Hold(ref record, SmtpLogOrigin.Event);
            if (!_message.GoesOn)
            {
                Release();
            }
        }
        else if (record.Raw[0] == '+' && record.Text.StartsWith("Starting "u8))
        {
            _records.Connecting(ref record, -1);
        }
        else if (record.Text.EndsWith(" stopped"u8))
        {
            _records.Closed(ref record);
        }
        else
        {
            _records.Event(ref record);
        }
    }

    /// <summary>The same exception is written down several times.</summary>
    private void Error(ref LogRecord record)
    {
        if (!_records.Session.HasBegun && FailureWords.KindOf(record.Text) is null)
        {
            // Its log follows, if it has one.
            _records.Remark(ref record);
        }
        else if (_records.Session.IsExplained)
        {
            _records.Event(ref record, EventKind.Remark);
        }
        else
        {
            _records.Error(ref record);
        }
    }
}
