using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>Reads curl's output. Its sessions are numbered; a run of curl begins with the head of its progress meter, where that is shown.</summary>
internal sealed class CurlParser : IDialectParser
{
    private readonly ToolRecords _records;
    private readonly CurlDump _dump;
    private SmtpErrorKind? _lastAttempt;

    public CurlParser(IRecordSink sink)
    {
        _records = new ToolRecords(sink);
        _dump = new CurlDump(_records);
    }

    /// <summary>The length of the time of day that --trace-time puts before each line.</summary>
    public static int SkipClock(ReadOnlySpan<byte> line)
    {
        int length = ToolTime.SkipClock(line);
        return length > 0 && length < line.Length && line[length] == ' ' ? length + 1 : 0;
    }

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (_dump.TryGoOn(line))
        {
            return;
        }

        int meter = CurlMeter.Length(line);
        if (meter > 0)
        {
            LogRecord progress = ToolRecords.Of(line.Slice(0, meter), lineNumber);
            ToolRecords.Cut(ref progress, 0);
            _records.Event(ref progress);
            line = line.Slice(meter);
        }

        LogRecord record = ToolRecords.Of(line, lineNumber);
        int start = SkipClock(line);
        record.ClockTicks = ToolTime.ClockTicks(line.Slice(0, start));
        CurlMarkKind kind = CurlMark.Of(line.Slice(start), out int mark);
        ToolRecords.Cut(ref record, start + mark);
        Emit(ref record, kind, start);
    }

    public void Complete() => _dump.Release();

    /// <summary>Where an information names the server that curl connects to; -1 where it is about something else.</summary>
    private static int ReadTarget(ReadOnlySpan<byte> text) =>
        text.StartsWith("Trying "u8) ? "Trying ".Length
        : text.StartsWith("Connected to "u8) ? "Connected to ".Length
        : text.StartsWith("Established connection to "u8) ? "Established connection to ".Length
        : -1;

    private void Emit(ref LogRecord record, CurlMarkKind kind, int start)
    {
        switch (kind)
        {
            case CurlMarkKind.Client:
                _records.Client(ref record);
                break;
            case CurlMarkKind.Server:
                _records.Server(ref record);
                break;
            case CurlMarkKind.Dump:
                _dump.Begin(ref record, start);
                break;
            case CurlMarkKind.Info:
                Info(ref record);
                break;
            case CurlMarkKind.Bytes:
                bool isContent = record.Text[0] == '}' && _records.Session.IsInContent;
                _records.Event(ref record, isContent ? EventKind.ContentNotLogged : EventKind.Remark);
                break;
            case CurlMarkKind.Tool when _records.Session.IsExplained:
                _records.Event(ref record, EventKind.Remark);
                break;
            case CurlMarkKind.Tool:
                record.ErrorKind = CurlErrors.KindOf(record.Text);
                _records.Error(ref record);
                break;
            case CurlMarkKind.MeterHead when record.Text.StartsWith("  %"u8):
                _records.Connecting(ref record, -1);
                break;
            case CurlMarkKind.MeterHead:
                _records.Event(ref record);
                break;
            case CurlMarkKind.None when IsBarePayload(record.Text):
                _records.Client(ref record);
                break;
            case CurlMarkKind.None when CurlErrors.IsExplanation(record.Text):
                _records.Event(ref record, EventKind.Remark);
                break;
            default:
                _records.Unknown(record.Raw, record.LineNumber);
                break;
        }
    }

    private void Info(ref LogRecord record)
    {
        ReadOnlySpan<byte> text = ToolLine.SkipBlanks(record.Text);
        int target = ReadTarget(text);
        if (target >= 0)
        {
            _lastAttempt = text.StartsWith("Trying "u8) ? _lastAttempt : null;
            _records.Connected(ref record, target + record.Text.Length - text.Length);
        }
        else if (text.StartsWith("SSL connection using "u8))
        {
            _records.Event(ref record, EventKind.TlsEstablished);
        }
        else if (text.StartsWith("subject: "u8) || text.StartsWith("issuer: "u8) || text.StartsWith("expire date: "u8))
        {
            _records.Event(ref record, EventKind.Certificate);
        }
        else if (CurlErrors.KindOfInfo(text) is { } kind)
        {
            // The addresses of the server are tried one after the other; only their own lines have the reason.
            record.ErrorKind = kind == SmtpErrorKind.ConnectionRefused ? _lastAttempt ?? kind : kind;
            _records.Error(ref record);
        }
        else if (text.StartsWith("connect to "u8))
        {
            _lastAttempt = FailureWords.KindOf(text);
            _records.Event(ref record);
        }
        else
        {
            _records.Event(ref record);
            if (text.StartsWith("Closing connection"u8) || text.EndsWith(" left intact"u8))
            {
                _records.Session.End();
            }
        }
    }

    /// <summary>What curl sends for AUTH in a second piece stands on a line without a mark: base64 (or what hides it), in an answer to a 334 or after the command.</summary>
    private bool IsBarePayload(ReadOnlySpan<byte> text)
    {
        const int Shortest = 4;
        if (_records.Session.IsInLogin && CommandRules.IsMasked(text))
        {
            return true;
        }

        if (!_records.Session.IsInLogin || text.Length < Shortest || text.Length % 4 != 0)
        {
            return false;
        }

        foreach (byte value in text)
        {
            bool isBase64 = value is (byte)'+' or (byte)'/' or (byte)'=' or (>= (byte)'0' and <= (byte)'9') || (value | 0x20) is >= 'a' and <= 'z';
            if (!isBase64)
            {
                return false;
            }
        }

        return true;
    }
}
