using System;
using SmtpLog.Lines;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>
/// Reads both forms. A command that came in is one record with the code of its reply: a server entry that stands for
/// itself. Connections that went out have a record for each command and each reply; of the latter the first line.
/// </summary>
internal sealed class IisParser(IRecordSink sink) : IDialectParser
{
    private readonly LocalZone _zone = new();
    private readonly ByteBuffer _text = new();
    private readonly W3CClock _clock = new();
    private IisColumns? _columns;

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        ReadOnlySpan<byte> text = Blank.TrimEnd(line.Slice(Blank.CountLeading(line)));
        if (!text.IsEmpty && text[0] == '#')
        {
            ReadHeading(text);
            WholeLine.Remark(sink, line, lineNumber);
            return;
        }

        var record = new LogRecord { Raw = line, TextStart = -1, LineNumber = lineNumber };
        var fields = default(IisRecord);
        if (!TryRead(text, ref fields, ref record))
        {
            WholeLine.Recover(sink, line, lineNumber);
            return;
        }

        if (IsGiven(fields.Client))
        {
            record.Session = fields.Client;
        }

        record.Source = fields.Said(text);
        record.SourceForm = SourceForm.Pluses;

        if (!fields.User.StartsWith("OutboundConnection"u8))
        {
            ReadIncoming(ref record, ref fields);
        }
        else if (fields.User.SequenceEqual("OutboundConnectionResponse"u8))
        {
            ReadReply(ref record, ref fields);
        }
        else if (fields.User.SequenceEqual("OutboundConnectionCommand"u8))
        {
            record.Origin = SmtpLogOrigin.Client;
            record.Text = IisText.Command(fields.Method, fields.Query, _text);
        }
        else
        {
            record.Origin = SmtpLogOrigin.Event;
            record.Event = EventKind.Remark;
            record.Text = record.Source = text;
            record.SourceForm = SourceForm.Plain;
        }

        sink.Take(ref record);
    }

    public void Complete()
    {
        // Nothing is held back: a line is a record.
    }

    private bool TryRead(ReadOnlySpan<byte> text, ref IisRecord fields, ref LogRecord record)
    {
        if (text.IndexOf((byte)',') is > 0 and < 64 && IisCommaLine.TryRead(text, ref fields, out long local))
        {
            if (local >= 0)
            {
                RecordTime.SetLocal(ref record, local, _zone);
            }

            return true;
        }

        IisColumns columns = _columns ?? (IisColumns.CountWords(text) < IisColumns.Everything.Count ? IisColumns.Usual : IisColumns.Everything);
        return columns.TryRead(text, ref fields, out ReadOnlySpan<byte> date, out ReadOnlySpan<byte> time)
            && _clock.TryRead(date, time, columns.HasDate, ref record);
    }

    private void ReadHeading(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("#Fields:"u8))
        {
            _columns = IisColumns.Parse(Utf8.Decode(text.Slice(8)));
        }
        else if (text.StartsWith("#Date: "u8))
        {
            _clock.Start(text.Slice(7));
        }
    }

    private void ReadReply(ref LogRecord record, scoped ref IisRecord fields)
    {
        record.Origin = SmtpLogOrigin.Server;
        record.Text = IisText.Reply(fields.Query, _text);

        // "250-" begins a reply here of which no other line is logged.
        if (ReplyText.TryReadCode(record.Text, out int code, out _))
        {
            record.Code = code;
        }
    }

    private void ReadIncoming(ref LogRecord record, scoped ref IisRecord fields)
    {
        record.IsSelfContained = true;
        record.Text = IisText.Command(fields.Method, fields.Query, _text);
        SmtpVerb verb = SmtpVerbs.Find(record.Text, out string? name);
        record.Command = name;
        record.Stage = CommandRules.StageOf(verb, null);
        bool hasReply = RecordTime.TryNumber(fields.Status, out int status) && status is >= 200 and < 600;
        record.Origin = hasReply ? SmtpLogOrigin.Server : SmtpLogOrigin.Client;
        record.Code = hasReply ? status : 0;
        record.EndsSession = verb == SmtpVerb.Quit;
    }

    private static bool IsGiven(ReadOnlySpan<byte> value) => !value.IsEmpty && !(value.Length == 1 && value[0] == '-');
}
