using System;
using SmtpLog.Writing;

namespace SmtpLog.Reading.Dialects;

/// <summary>
/// Reads what was said, and the settings, certificates and errors around it. A session begins where its port is printed;
/// settings are remarks otherwise. No line has a time.
/// </summary>
internal sealed class MsmtpParser(IRecordSink sink) : IDialectParser
{
    private readonly ByteBuffer _text = new();
    private string _host = string.Empty;
    private bool _inTls;
    private bool _hasFailed;

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        int start = Blank.CountLeading(line);
        if (start == line.Length)
        {
            return;
        }

        ReadOnlySpan<byte> text = line.Slice(start);
        var record = new LogRecord { Raw = line, TextStart = -1, LineNumber = lineNumber };
        bool isReply = text.StartsWith("<-- "u8);
        if (isReply || text.StartsWith("--> "u8))
        {
            record.Origin = isReply ? SmtpLogOrigin.Server : SmtpLogOrigin.Client;
            record.Text = text.Slice(4);
            _inTls = false;
        }
        else
        {
            record.Origin = SmtpLogOrigin.Event;
            record.Text = Blank.TrimEnd(text);
            ReadEvent(ref record, isIndented: start > 0);
        }

        sink.Take(ref record);
    }

    public void Complete()
    {
        // Nothing is held back: a line is a record.
    }

    private void ReadEvent(ref LogRecord record, bool isIndented)
    {
        ReadOnlySpan<byte> text = record.Text;
        if (text.StartsWith("msmtp: "u8))
        {
            // The first line has the reason; that no mail was sent then follows from it.
            bool isError = !_hasFailed && !text.StartsWith("msmtp: warning"u8);
            record.Event = isError ? EventKind.Error : EventKind.Remark;
            _hasFailed |= isError;
        }
        else if (text.StartsWith("TLS session parameters:"u8))
        {
            record.Event = EventKind.Remark;
            _inTls = true;
        }
        else if (isIndented && _inTls && text.StartsWith("(TLS"u8))
        {
            record.Event = EventKind.TlsEstablished;
            Say(ref record, Tls(Utf8.Decode(text)));
        }
        else if (isIndented || text.StartsWith("TLS certificate information:"u8))
        {
            record.Event = EventKind.Remark;
        }
        else
        {
            ReadSetting(ref record);
        }
    }

    private void ReadSetting(ref LogRecord record)
    {
        ReadOnlySpan<byte> text = record.Text;
        ReadOnlySpan<byte> host = "host = "u8;
        ReadOnlySpan<byte> port = "port = "u8;
        record.Event = EventKind.Fragment;
        if (text.StartsWith(host))
        {
            _host = Utf8.Decode(text.Slice(host.Length));
        }
        else if (text.StartsWith(port) && RecordTime.TryNumber(text.Slice(port.Length), out int number))
        {
            record.Event = EventKind.Connecting;
            _hasFailed = false;
            Say(ref record, LogEvents.Connecting(_host, number));
        }
    }

    /// <summary><c>(TLS1.3)-(ECDHE-SECP256R1)-(ECDSA-SECP256R1-SHA256)-(AES-256-GCM)</c>.</summary>
    private static LogEvent Tls(string parameters)
    {
        string[] parts = parameters.Trim('(', ')').Split([")-("], StringSplitOptions.None);
        string protocol = parts[0].Replace("TLS", "Tls").Replace(".", string.Empty);
        return parts.Length == 1
            ? new("SMTP TLS established.", LogEvent.Fact("protocol", protocol))
            : new("SMTP TLS established.", LogEvent.Fact("protocol", protocol), LogEvent.Fact("cipher", parts[parts.Length - 1]));
    }

    private void Say(ref LogRecord record, LogEvent entry)
    {
        _text.Clear();
        _text.Append(entry.ToString());
        record.Text = _text.Written;
    }
}
