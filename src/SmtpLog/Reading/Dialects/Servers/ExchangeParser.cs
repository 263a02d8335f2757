using System;
using SmtpLog.Lines;
using SmtpLog.Reading.Dialects.Native;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>
/// Reads records and headings. What <c>&gt;</c> means depends on the kind of log, which its heading tells; where that is
/// missing, the first line that is clearly a reply or a command does.
/// </summary>
internal sealed class ExchangeParser(IRecordSink sink) : IDialectParser
{
    private readonly LocalZone _zone = new();
    private readonly ByteBuffer _data = new();
    private readonly ByteBuffer _context = new();
    private readonly ByteBuffer _text = new();

    /// <summary>True in a Send log, where Exchange is the client; null while that is not known.</summary>
    private bool? _isClient;

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        ReadOnlySpan<byte> text = line.Slice(Blank.CountLeading(line));
        if (!text.IsEmpty && text[0] == '#')
        {
            ReadHeading(text);
            WholeLine.Remark(sink, line, lineNumber);
            return;
        }

        var fields = default(ExchangeFields);
        if (!ExchangeFields.TryRead(text, ref fields))
        {
            WholeLine.Recover(sink, line, lineNumber);
            return;
        }

        var record = new LogRecord
        {
            Raw = line,
            TextStart = -1,
            LineNumber = lineNumber,
            Session = fields.Session,
            IsRecovered = fields.IsCut,
            Source = fields.Data,
            SourceForm = SourceForm.DoubledQuotes,
        };
        NativeTimestamp.Read(fields.Time, _zone, ref record);
        ReadOnlySpan<byte> data = Csv.Unquote(fields.Data, _data);
        switch (fields.Event)
        {
            case (byte)'>' or (byte)'<':
                record.Origin = OriginOf(fields.Event, data);
                record.Text = data;
                break;
            case (byte)'*':
                record.Origin = SmtpLogOrigin.Event;
                ExchangeEvent.Inform(ref record, data, Csv.Unquote(fields.Context, _context), ServerOf(ref fields), _text);
                break;
            default:
                record.Origin = SmtpLogOrigin.Event;
                Change(ref record, ref fields, data);
                break;
        }

        sink.Take(ref record);
    }

    public void Complete()
    {
        // Nothing is held back: a line is a record.
    }

    private void Change(ref LogRecord record, scoped ref ExchangeFields fields, scoped ReadOnlySpan<byte> data)
    {
        if (fields.Event == '+')
        {
            ExchangeEvent.Connect(ref record, ref fields, ServerOf(ref fields), _text);
        }
        else
        {
            ExchangeEvent.Disconnect(ref record, data, Csv.Unquote(fields.Context, _context), _text);
        }
    }

    private string ServerOf(scoped ref ExchangeFields fields) =>
        Utf8.Decode(_isClient == false ? fields.LocalEndPoint : fields.RemoteEndPoint);

    private void ReadHeading(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("#Log-type: SMTP Receive"u8))
        {
            _isClient = false;
        }
        else if (text.StartsWith("#Log-type: SMTP Send"u8))
        {
            _isClient = true;
        }
    }

    private SmtpLogOrigin OriginOf(byte mark, ReadOnlySpan<byte> data)
    {
        bool isSent = mark == '>';
        if (_isClient is null)
        {
            if (ReplyText.TryReadCode(data, out _, out _))
            {
                _isClient = !isSent;
            }
            else if (SmtpVerbs.Find(data, out _) > SmtpVerb.Unlisted)
            {
                _isClient = isSent;
            }
            else
            {
                return SmtpLogOrigin.Client;
            }
        }

        return isSent == _isClient ? SmtpLogOrigin.Client : SmtpLogOrigin.Server;
    }
}
