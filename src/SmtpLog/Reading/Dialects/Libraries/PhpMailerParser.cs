using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>
/// Reads PHPMailer's debug output. All lines of a reply are one record, the later ones indented below the first (or, where
/// another logger wrote them, bare). Sessions are numbered.
/// </summary>
internal sealed class PhpMailerParser(IRecordSink sink) : IDialectParser
{
    private readonly ToolRecords _records = new(sink);
    private readonly HeldRecord _held = new();
    private readonly HtmlLine _html = new();
    private readonly LocalZone _utc = new(isUtc: true);

    private static ReadOnlySpan<byte> Indent => "                   \t                  "u8;

    /// <summary>The length of the time and the blank or tab behind it.</summary>
    public static int SkipTime(ReadOnlySpan<byte> line, LocalZone utc, ref LogRecord record)
    {
        int length = ToolTime.Read(line, utc, ref record);
        return length > 0 && length < line.Length && line[length] is (byte)'\t' or (byte)' ' ? length + 1 : 0;
    }

    /// <summary>The length of the mark of what was said; 0 where there is none.</summary>
    public static int ReadMark(ReadOnlySpan<byte> body, out SmtpLogOrigin origin)
    {
        origin = SmtpLogOrigin.Client;
        int length = Math.Max(ToolLine.Mark(body, "CLIENT -> SERVER: "u8), ToolLine.Mark(body, "CLIENT -&gt; SERVER: "u8));
        if (length == 0)
        {
            origin = SmtpLogOrigin.Server;
            length = Math.Max(ToolLine.Mark(body, "SERVER -> CLIENT: "u8), ToolLine.Mark(body, "SERVER -&gt; CLIENT: "u8));
        }

        return length;
    }

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (_held.IsHolding && TryGoOn(line))
        {
            return;
        }

        Release();
        LogRecord record = ToolRecords.Of(line, lineNumber);
        if (line.StartsWith(Indent) && _records.Session.HasBegun)
        {
            ToolRecords.Cut(ref record, Indent.Length);
            _records.Event(ref record, EventKind.Remark);
            return;
        }

        int start = SkipTime(line, _utc, ref record);
        int mark = ReadMark(line.Slice(start), out SmtpLogOrigin origin);
        ToolRecords.Cut(ref record, start + mark);
        bool isHtml = HtmlLine.Is(line);
        if (isHtml)
        {
            record.Source = record.Text;
            record.SourceForm = SourceForm.Entities;
            record.Text = _html.Read(record.Text);
            record.TextStart = -1;
        }

        if (mark == 0)
        {
            Event(ref record, start);
        }
        else if (origin == SmtpLogOrigin.Client)
        {
            _records.Client(ref record);
        }
        else if (isHtml)
        {
            EmitHtmlReply(ref record);
        }
        else if (!ReplyText.TryReadCode(record.Text, out _, out bool isContinued) || isContinued)
        {
            _held.Hold(ref record, SmtpLogOrigin.Server);
        }
        else
        {
            _records.Server(ref record);
        }
    }

    public void Complete() => Release();

    /// <summary>As HTML, a reply has lost the ends of its lines: it is whole, whatever its first line says.</summary>
    private void EmitHtmlReply(ref LogRecord record)
    {
        if (ReplyText.TryReadCode(record.Text, out int code, out _))
        {
            record.Code = code;
        }

        _records.Server(ref record);
    }

    private bool TryGoOn(ReadOnlySpan<byte> line)
    {
        bool isIndented = line.StartsWith(Indent) || (_held.Origin == SmtpLogOrigin.Event && PhpMailerErrors.IsReason(line));
        ReadOnlySpan<byte> text = line.StartsWith(Indent) ? line.Slice(Indent.Length) : line;
        bool isReply = ReplyText.TryReadCode(text, out _, out bool isContinued);
        if (_held.IsFull || !(isIndented || (isReply && _held.Origin == SmtpLogOrigin.Server)))
        {
            return false;
        }

        _held.Add(line, text);
        if (_held.Origin == SmtpLogOrigin.Server && isReply && !isContinued)
        {
            Release();
        }

        return true;
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
        else if (record.Text.StartsWith("Connection: opening to "u8))
        {
            _records.Connecting(ref record, "Connection: opening to ".Length);
        }
        else
        {
            record.ErrorKind = FailureWords.KindOf(record.Text) ?? (_records.Session.IsExplained ? null : PhpMailerErrors.KindOf(record.Text));
            _records.Error(ref record);
        }
    }

    private void Event(ref LogRecord record, int start)
    {
        ReadOnlySpan<byte> text = record.Text;
        if (text.StartsWith("Connection: opening to "u8) || PhpMailerErrors.Is(text))
        {
            // Its options, and the reasons of an error, take more lines where there are any.
            _held.Hold(ref record, SmtpLogOrigin.Event);
        }
        else if (text.StartsWith("Connection: opened"u8))
        {
            _records.Connected(ref record, -1);
        }
        else if (text.StartsWith("Connection: closed"u8))
        {
            _records.Closed(ref record);
        }
        else if (text.StartsWith("Connection: "u8) || text.StartsWith("SMTP NOTICE: "u8) || text.StartsWith("SMTP INBOUND: "u8)
            || text.StartsWith("SMTP -> get_lines(): "u8) || text.StartsWith("Auth method"u8) || text.StartsWith("Requested auth method"u8)
            || (start > 0 && _records.Session.HasBegun))
        {
            // Behind PHPMailer's own time stands nobody else.
            _records.Event(ref record);
        }
        else
        {
            _records.Unknown(record.Raw, record.LineNumber);
        }
    }
}
