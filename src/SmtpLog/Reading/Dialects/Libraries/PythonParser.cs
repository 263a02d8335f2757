using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>
/// Reads smtplib's debug output: what was sent and received stands there as Python writes strings, a whole message as one
/// of them. What it repeats of a reply (<c>reply: retcode</c>, <c>data:</c>) is an event, and so is a traceback, whose
/// exception tells why the session failed where no reply did. Sessions are numbered.
/// </summary>
internal sealed class PythonParser(IRecordSink sink) : IDialectParser
{
    private readonly ToolRecords _records = new(sink);
    private readonly PythonString _string = new();
    private readonly PythonTraceback _traceback = new();
    private bool _isRepeating;
    private bool _wasConnecting;

    /// <summary>The length of the time of day and the blank behind it.</summary>
    public static int SkipClock(ReadOnlySpan<byte> line)
    {
        int length = ToolTime.SkipClock(line);
        return length > 0 && length < line.Length && line[length] == ' ' ? length + 1 : 0;
    }

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        int at = SkipClock(line);
        ReadOnlySpan<byte> body = line.Slice(at);
        bool isPaired = _wasConnecting;
        _wasConnecting = false;
        LogRecord record = ToolRecords.Of(line, lineNumber);
        record.ClockTicks = ToolTime.ClockTicks(line.Slice(0, at));
        if (body.StartsWith("send: "u8) && PythonString.Starts(body.Slice(6)))
        {
            Decode(ref record, body.Slice(6));
            _records.Client(ref record);
        }
        else if (body.StartsWith("reply: "u8) && PythonString.Starts(body.Slice(7)))
        {
            Decode(ref record, body.Slice(7));
            _records.Server(ref record);
        }
        else if (body.StartsWith("connect: to ("u8) || body.StartsWith("connect: ('"u8))
        {
            ToolRecords.Cut(ref record, at);
            Connecting(ref record, isPaired);
        }
        else if (body.StartsWith("connect fail: "u8))
        {
            ToolRecords.Cut(ref record, at);
            _records.Error(ref record);
        }
        else if (_traceback.TryTake(body, ref record))
        {
            ToolRecords.Cut(ref record, at);
            Traceback(ref record);
        }
        else if (_isRepeating && !IsEvent(body) && Blank.CountLeading(line) < line.Length)
        {
            ToolRecords.Cut(ref record, 0);
            _records.Event(ref record, EventKind.Remark);
            return;
        }
        else if (IsEvent(body))
        {
            ToolRecords.Cut(ref record, at);
            _records.Event(ref record, EventKind.Remark);
        }
        else
        {
            _records.Unknown(line, lineNumber);
        }

        // Python 2 writes the words of a reply with their line ends, Python 3 as bytes.
        _isRepeating = body.StartsWith("reply: retcode ("u8) && body.IndexOf("Msg: b"u8) < 0;
    }

    public void Complete()
    {
        // Nothing is ever held back.
    }

    private static bool IsEvent(ReadOnlySpan<byte> body) =>
        body.StartsWith("reply: "u8) || body.StartsWith("data: ("u8) || body.StartsWith("connect: "u8);

    /// <summary>SMTP_SSL, and Python 2, say it twice: without <c>to</c> first. Only SMTP_SSL says it with <c>to</c> then.</summary>
    private void Connecting(ref LogRecord record, bool isPaired)
    {
        bool hasTo = record.Text.StartsWith("connect: to "u8);
        int target = record.Text.IndexOf((byte)'(') + 2;
        record.IsSecure = isPaired && hasTo;
        _wasConnecting = !isPaired && !hasTo;
        if (isPaired)
        {
            _records.Connected(ref record, target);
        }
        else
        {
            _records.Connecting(ref record, target);
        }
    }

    private void Traceback(ref LogRecord record)
    {
        if (record.ErrorKind is not null)
        {
            _records.Error(ref record);
        }
        else if (_records.Session.HasBegun)
        {
            _records.Event(ref record, EventKind.Remark);
        }
        else
        {
            _records.Remark(ref record);
        }
    }

    private void Decode(ref LogRecord record, ReadOnlySpan<byte> literal)
    {
        record.IsRecovered = !_string.Read(literal);
        record.Text = _string.Text;
        record.Source = _string.Inner(literal);
        record.SourceForm = SourceForm.Code;
    }
}
