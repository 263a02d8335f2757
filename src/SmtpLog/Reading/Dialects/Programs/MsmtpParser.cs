using System;
using SmtpLog.Lines;
using SmtpLog.Writing;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>
/// Reads what was said, and the settings, certificates and errors around it. A session begins where its port is printed;
/// settings are remarks otherwise. No line has a time.
/// </summary>
internal sealed class MsmtpParser(IRecordSink sink) : IDialectParser
{
    private readonly ByteBuffer _text = new();
    private readonly HeldRecord _refusal = new();
    private string _host = string.Empty;
    private Part _part;
    private SmtpStage? _stage;
    private SmtpErrorKind? _kind;
    private bool _isRefusal;
    private bool _inTls;
    private bool _hasFailed;
    private bool _hasErrorsFirst;

    /// <summary>Of what msmtp prints in one run.</summary>
    private enum Part
    {
        Nothing,
        Errors,
        Settings,
        Conversation,
    }

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
        bool isSaid = isReply || text.StartsWith("--> "u8);
        ReleaseRefusal(isLast: !isSaid);
        if (isSaid)
        {
            record.Origin = isReply ? SmtpLogOrigin.Server : SmtpLogOrigin.Client;
            record.Text = text.Slice(4);
            _inTls = false;
            _part = Part.Conversation;
            if (isReply && MayBeLast(record.Text))
            {
                _refusal.Hold(ref record, SmtpLogOrigin.Server);
                return;
            }
        }
        else
        {
            record.Origin = SmtpLogOrigin.Event;
            record.Text = Blank.TrimEnd(text);
            ReadEvent(ref record, isIndented: start > 0);
        }

        sink.Take(ref record);
    }

    public void Complete() => ReleaseRefusal(isLast: true);

    /// <summary>
    /// In a file that begins with msmtp's errors nothing says where the conversation ends: a refusal that msmtp has
    /// given up for is the last that is said, whatever was sent ahead of it, unless a goodbye follows.
    /// </summary>
    private bool MayBeLast(ReadOnlySpan<byte> reply) =>
        _hasErrorsFirst && _isRefusal && ReplyText.TryReadCode(reply, out int code, out bool isContinued) && code >= 400 && !isContinued;

    private void ReleaseRefusal(bool isLast)
    {
        if (_refusal.IsHolding)
        {
            LogRecord record = _refusal.Release();
            record.Origin = SmtpLogOrigin.Server;
            record.EndsSession = isLast;
            sink.Take(ref record);
        }
    }

    private void ReadEvent(ref LogRecord record, bool isIndented)
    {
        ReadOnlySpan<byte> text = record.Text;
        if (text.StartsWith("msmtp: "u8))
        {
            ReadError(ref record);
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

    /// <summary>
    /// The first line has the reason, another says that no mail was sent. On a terminal they end a session; in a file
    /// they come before all else, since what is said is written there when msmtp ends. Where a reply was the reason, the
    /// conversation has it, and they are no more than remarks.
    /// </summary>
    private void ReadError(ref LogRecord record)
    {
        ReadOnlySpan<byte> reason = record.Text.Slice(7);
        record.Event = EventKind.Remark;
        if (reason.StartsWith("warning"u8) || reason.StartsWith("server message: "u8))
        {
            return;
        }

        bool isNextRun = _hasErrorsFirst && _part is (Part.Settings or Part.Conversation);
        if (!_hasFailed || isNextRun)
        {
            _hasErrorsFirst = isNextRun || _part == Part.Nothing;
            _hasFailed = true;
            _stage = MsmtpOutcome.StageOf(reason);
            _kind = FailureWords.KindOf(reason);
            _isRefusal = MsmtpOutcome.VerbOf(reason) != SmtpVerb.None;
            record.IsError = true;
            record.Event = _hasErrorsFirst ? EventKind.Connecting : _isRefusal ? EventKind.Remark : EventKind.Error;
            _part = _hasErrorsFirst ? Part.Errors : _part;
        }
        else if (_part == Part.Errors)
        {
            record.Event = _isRefusal ? EventKind.Remark : EventKind.Error;
        }
        else
        {
            record.Event = EventKind.Closed;
        }

        record.EventStage = _stage;
        record.ErrorKind = _kind;
    }

    private void ReadSetting(ref LogRecord record)
    {
        ReadOnlySpan<byte> text = record.Text;
        ReadOnlySpan<byte> host = "host = "u8;
        ReadOnlySpan<byte> port = "port = "u8;
        record.Event = EventKind.Fragment;
        bool isOver = _part == Part.Conversation || (_part == Part.Settings && _hasFailed && !_hasErrorsFirst);
        if (isOver)
        {
            // Another run of msmtp in the same file.
            _part = Part.Nothing;
            _hasFailed = _hasErrorsFirst = false;
        }

        if (text.StartsWith(host))
        {
            _host = Utf8.Decode(text.Slice(host.Length));
        }
        else if (text.StartsWith(port) && RecordTime.TryNumber(text.Slice(port.Length), out int number))
        {
            bool hasBegun = _part == Part.Errors;
            record.Event = hasBegun ? EventKind.Connected : EventKind.Connecting;
            _hasFailed = _hasErrorsFirst = hasBegun;
            _part = Part.Settings;
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
