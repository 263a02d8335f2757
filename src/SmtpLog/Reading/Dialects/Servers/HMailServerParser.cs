using System;
using SmtpLog.Lines;
using SmtpLog.Reading.Dialects.Native;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>
/// SENT and RECEIVED are as seen by hMailServer: in SMTPD it is the server, in SMTPC the client. Records of its other
/// services are remarks, but for those that say that a session begins or ends.
/// </summary>
internal sealed class HMailServerParser(IRecordSink sink) : IDialectParser
{
    private readonly LocalZone _zone = new();
    private readonly ByteBuffer _text = new();

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        var fields = default(HMailServerFields);
        if (!HMailServerFields.TryRead(line.Slice(Blank.CountLeading(line)), ref fields))
        {
            WholeLine.Recover(sink, line, lineNumber);
            return;
        }

        var record = new LogRecord
        {
            Raw = line,
            Text = fields.Text,
            Source = fields.Text,
            SourceForm = SourceForm.BracketedLineEnds,
            TextStart = -1,
            LineNumber = lineNumber,
            Origin = SmtpLogOrigin.Event,
            IsRecovered = fields.IsCut,
        };
        NativeTimestamp.Read(fields.Time, _zone, ref record);
        if (fields.IsServer || fields.IsClient)
        {
            record.Session = fields.Session;
            ReadSpoken(ref record, fields.IsServer);
        }
        else
        {
            ReadRemark(ref record);
        }

        sink.Take(ref record);
    }

    public void Complete()
    {
        // Nothing is held back: a line is a record.
    }

    private static void ReadRemark(ref LogRecord record)
    {
        ReadOnlySpan<byte> text = record.Text;
        ReadOnlySpan<byte> creating = "Creating session "u8;
        ReadOnlySpan<byte> ending = "Ending session "u8;
        if (text.StartsWith(creating))
        {
            record.Event = EventKind.Connected;
            record.Session = text.Slice(creating.Length);
        }
        else if (text.StartsWith(ending))
        {
            record.Event = EventKind.Closed;
            record.Session = text.Slice(ending.Length);
        }

        if (!RecordTime.TryNumber(record.Session, out _))
        {
            record.Event = EventKind.Fragment;
            record.Session = default;
        }
    }

    private void ReadSpoken(ref LogRecord record, bool isServer)
    {
        ReadOnlySpan<byte> sent = "SENT: "u8;
        ReadOnlySpan<byte> received = "RECEIVED: "u8;
        bool isSent = record.Text.StartsWith(sent);
        if (!isSent && !record.Text.StartsWith(received))
        {
            record.Event = EventKind.Remark;
            return;
        }

        record.Origin = isSent == isServer ? SmtpLogOrigin.Server : SmtpLogOrigin.Client;
        record.Source = record.Text.Slice(isSent ? sent.Length : received.Length);
        record.Text = BreakLines(record.Source, out int last);
        if (record.Origin == SmtpLogOrigin.Server && ReplyText.TryReadCode(record.Text, out int code, out _))
        {
            // The record has the whole reply: whether more is to come shows in its last line, unless that was cut.
            ReadOnlySpan<byte> line = record.Text.Slice(last);
            record.Code = code;
            record.IsContinued = ReplyText.TryReadCode(line, out _, out bool isContinued) && isContinued && line.IndexOf(" ... "u8) < 0;
        }
    }

    /// <summary>Turns <c>[nl]</c> into line ends, but for those at either end, which say nothing.</summary>
    private ReadOnlySpan<byte> BreakLines(ReadOnlySpan<byte> text, out int last)
    {
        ReadOnlySpan<byte> mark = "[nl]"u8;
        last = 0;
        while (text.StartsWith(mark))
        {
            text = text.Slice(mark.Length);
        }

        while (text.EndsWith(mark))
        {
            text = text.Slice(0, text.Length - mark.Length);
        }

        int next = text.IndexOf(mark);
        if (next < 0)
        {
            return text;
        }

        _text.Clear();
        for (; next >= 0; next = text.IndexOf(mark))
        {
            _text.Append(text.Slice(0, next));
            _text.Append((byte)'\n');
            last = _text.Length;
            text = text.Slice(next + mark.Length);
        }

        _text.Append(text);
        return _text.Written;
    }
}
