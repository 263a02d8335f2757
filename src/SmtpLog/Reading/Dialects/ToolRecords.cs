using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>Hands on the records of a client tool's log: gives each its session and what it means for that one.</summary>
internal sealed class ToolRecords(IRecordSink sink)
{
    /// <summary>The session of the next record.</summary>
    public ToolSession Session { get; set; } = new();

    /// <summary>A record that is one line, or a piece of one.</summary>
    public static LogRecord Of(ReadOnlySpan<byte> raw, long lineNumber) => new() { Raw = raw, TextStart = -1, LineNumber = lineNumber };

    /// <summary>The text is the rest of the raw line from there.</summary>
    public static void Cut(ref LogRecord record, int start)
    {
        start = Math.Min(start, record.Raw.Length);
        record.Text = record.Raw.Slice(start);
        record.TextStart = IsAscii(record.Raw.Slice(0, start)) ? start : -1;
    }

    public void Client(ref LogRecord record)
    {
        Session.Client(record.Text);
        Emit(ref record, SmtpLogOrigin.Client);
    }

    public void Server(ref LogRecord record)
    {
        if (record.Code == 0)
        {
            ReadReply(ref record);
        }

        Session.Server(record.Code, record.IsContinued);
        Emit(ref record, SmtpLogOrigin.Server);
    }

    /// <summary>An event that changes nothing. Where it leads up to a connection, the session begins with it.</summary>
    public void Event(ref LogRecord record)
    {
        Session.Event();
        Emit(ref record, Session.HasBegun ? EventKind.Remark : EventKind.Other);
    }

    public void Event(ref LogRecord record, EventKind kind)
    {
        Session.Event();
        Emit(ref record, kind);
    }

    /// <summary>
    /// A connection is being made, or stands, that no line before spoke of; <paramref name="target"/> is where the text
    /// names the server, -1 where it does not.
    /// </summary>
    public void Connecting(ref LogRecord record, int target)
    {
        if (target >= 0)
        {
            ToolTarget.Read(ref record, target);
        }

        Session.Connecting();
        Emit(ref record, Session.HasBegun ? EventKind.Connected : EventKind.Connecting);
    }

    /// <summary>The same where lines before may have said so already.</summary>
    public void Connected(ref LogRecord record, int target)
    {
        if (target >= 0)
        {
            ToolTarget.Read(ref record, target);
        }

        Session.Connected();
        Emit(ref record, EventKind.Connected);
    }

    /// <summary>The tool says what went wrong. After an error reply, or better words of its own, it only repeats that.</summary>
    public void Error(ref LogRecord record)
    {
        SmtpErrorKind? kind = record.ErrorKind ??= FailureWords.KindOf(record.Text);
        record.EventStage ??= FailureWords.StageOf(kind, Session.HasBegun);
        if (Session.WasRefused || (kind is null && Session.IsExplained))
        {
            Event(ref record);
            return;
        }

        record.IsTransient = kind is { } known && new SmtpFailure { Kind = known }.IsTransient;
        Session.Event();
        Session.Fail(isExplained: kind is not null);
        Emit(ref record, EventKind.Error);
    }

    /// <summary>The last line of a session, unless it went wrong: tools say why after they have closed.</summary>
    public void Closed(ref LogRecord record)
    {
        if (Session.NeedsExplaining || Session.IsClosed)
        {
            Event(ref record, Session.IsClosed ? EventKind.Remark : EventKind.Disconnected);
            Session.End();
            return;
        }

        Session.Close();
        Emit(ref record, EventKind.Closed);
    }

    /// <summary>A line that is not the tool's comes out whole, in no session.</summary>
    public void Unknown(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (Blank.CountLeading(line) == line.Length)
        {
            return;
        }

        LogRecord record = Of(line, lineNumber);
        record.Text = line;
        record.IsRecovered = true;
        Remark(ref record);
    }

    /// <summary>A line of the tool that belongs to no session.</summary>
    public void Remark(ref LogRecord record)
    {
        record.Origin = SmtpLogOrigin.Event;
        record.Event = EventKind.Fragment;
        sink.Take(ref record);
    }

    private static bool IsAscii(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            if (value > 127)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Of several lines the last one tells whether the reply is whole; some tools leave its code out.</summary>
    private static void ReadReply(ref LogRecord record)
    {
        int last = record.Text.LastIndexOf((byte)'\n') + 1;
        if (ReplyText.TryReadCode(record.Text.Slice(last), out int code, out bool isContinued))
        {
            record.Code = code;
            record.IsContinued = isContinued;
        }
        else if (last > 0 && ReplyText.TryReadCode(record.Text, out code, out _))
        {
            record.Code = code;
        }
    }

    private void Emit(ref LogRecord record, EventKind kind)
    {
        record.Event = kind;
        Emit(ref record, SmtpLogOrigin.Event);
    }

    private void Emit(ref LogRecord record, SmtpLogOrigin origin)
    {
        record.Origin = origin;
        record.Session = Session.Id;
        record.EndedSession = Session.HasBegun ? default : Session.EarlierId;
        Session.HasBegun = true;
        sink.Take(ref record);
    }
}
