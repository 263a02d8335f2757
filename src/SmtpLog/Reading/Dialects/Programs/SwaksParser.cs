using System;
using System.Globalization;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>Reads swaks' lines. Its sessions are numbered. A time that it took stands in a line before its reply.</summary>
internal sealed class SwaksParser(IRecordSink sink) : IDialectParser
{
    private const int LongestNumber = 12;

    private readonly ToolRecords _records = new(sink);
    private long _latencyTicks = -1;
    private bool _isServersCertificate;

    /// <summary>The length of the mark at the start of a line, and what it says; 0 where there is none.</summary>
    public static int ReadMark(ReadOnlySpan<byte> line, out SmtpLogOrigin origin)
    {
        origin = SmtpLogOrigin.Client;
        int length = Any(line, " -> "u8, " ~> "u8, "**> "u8, "*~> "u8);
        if (length > 0)
        {
            return length;
        }

        origin = SmtpLogOrigin.Server;
        length = Any(line, "<-  "u8, "<~  "u8, "<** "u8, "<~* "u8);
        if (length > 0)
        {
            return length;
        }

        origin = SmtpLogOrigin.Event;
        return Any(line, "=== "u8, "*** "u8, "  > "u8, "<   "u8);
    }

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        int mark = ReadMark(line, out SmtpLogOrigin origin);
        if (mark == 0)
        {
            _records.Unknown(line, lineNumber);
            return;
        }

        LogRecord record = ToolRecords.Of(line, lineNumber);
        ToolRecords.Cut(ref record, mark);
        switch (origin)
        {
            case SmtpLogOrigin.Client:
                _records.Client(ref record);
                break;
            case SmtpLogOrigin.Server:
                Server(ref record);
                break;
            default:
                Event(ref record);
                break;
        }
    }

    public void Complete()
    {
        // Nothing is ever held back.
    }

    private static int Any(ReadOnlySpan<byte> line, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d) => Math.Max(
        Math.Max(ToolLine.Mark(line, a), ToolLine.Mark(line, b)),
        Math.Max(ToolLine.Mark(line, c), ToolLine.Mark(line, d)));

    /// <summary>The ticks of <c>response in 0.003s</c>; -1 where the text is another.</summary>
    private static long ReadLatency(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> words = "response in "u8;
        if (!text.StartsWith(words) || !text.EndsWith("s"u8) || text.Length - words.Length > LongestNumber)
        {
            return -1;
        }

        string number = Utf8.Decode(text.Slice(words.Length, text.Length - words.Length - 1));
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
            ? (long)(seconds * TimeSpan.TicksPerSecond)
            : -1;
    }

    private void Server(ref LogRecord record)
    {
        if (_latencyTicks >= 0 && ReplyText.TryReadCode(record.Text, out _, out bool isContinued) && !isContinued)
        {
            record.HasLatency = true;
            record.LatencyTicks = _latencyTicks;
            _latencyTicks = -1;
        }

        _records.Server(ref record);
    }

    private void Event(ref LogRecord record)
    {
        ReadOnlySpan<byte> text = record.Text;
        if (record.Raw[0] == '*')
        {
            _records.Error(ref record);
        }
        else if (record.Raw[0] != '=')
        {
            // A dump of what was said (--show-raw-text), which stands in lines of its own too.
            _records.Event(ref record);
        }
        else if (text.StartsWith("Trying "u8))
        {
            _records.Connecting(ref record, "Trying ".Length);
        }
        else if (text.StartsWith("Connected to "u8))
        {
            _records.Connected(ref record, "Connected to ".Length);
        }
        else if (text.StartsWith("TLS started"u8))
        {
            _records.Event(ref record, EventKind.TlsEstablished);
        }
        else if (text.StartsWith("TLS peer DN="u8) || text.StartsWith("TLS peer["u8))
        {
            // Those of the authorities follow, each with a line more.
            _isServersCertificate = !text.StartsWith("TLS peer["u8) || text.StartsWith("TLS peer[0]"u8);
            _records.Event(ref record, _isServersCertificate ? EventKind.Certificate : EventKind.Remark);
        }
        else if (_isServersCertificate && ToolLine.SkipBlanks(text).StartsWith("commonName=["u8))
        {
            _records.Event(ref record, EventKind.Certificate);
        }
        else if (text.StartsWith("Connection closed"u8))
        {
            _records.Closed(ref record);
        }
        else
        {
            _latencyTicks = ReadLatency(text);
            _records.Event(ref record);
        }
    }
}
