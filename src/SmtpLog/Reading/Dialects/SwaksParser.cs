using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>Reads swaks' lines. Its sessions are numbered.</summary>
internal sealed class SwaksParser(IRecordSink sink) : IDialectParser
{
    private readonly ToolRecords _records = new(sink);

    /// <summary>The length of the mark at the start of a line, and what it says; 0 where there is none.</summary>
    public static int ReadMark(ReadOnlySpan<byte> line, out SmtpLogOrigin origin)
    {
        origin = SmtpLogOrigin.Client;
        int length = Any(line, " -> "u8, " ~> "u8, "**> "u8, "*~> "u8, "  > "u8);
        if (length > 0)
        {
            return length;
        }

        origin = SmtpLogOrigin.Server;
        length = Any(line, "<-  "u8, "<~  "u8, "<** "u8, "<~* "u8, "  < "u8);
        if (length > 0)
        {
            return length;
        }

        origin = SmtpLogOrigin.Event;
        return Math.Max(ToolLine.Mark(line, "=== "u8), ToolLine.Mark(line, "*** "u8));
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
                _records.Server(ref record);
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

    private static int Any(ReadOnlySpan<byte> line, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, ReadOnlySpan<byte> e)
    {
        int length = Math.Max(ToolLine.Mark(line, a), ToolLine.Mark(line, b));
        length = Math.Max(length, Math.Max(ToolLine.Mark(line, c), ToolLine.Mark(line, d)));
        return Math.Max(length, ToolLine.Mark(line, e));
    }

    private void Event(ref LogRecord record)
    {
        ReadOnlySpan<byte> text = record.Text;
        if (record.Raw[0] == '*')
        {
            _records.Error(ref record);
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
        else if (text.StartsWith("Connection closed"u8))
        {
            _records.Closed(ref record);
        }
        else
        {
            _records.Event(ref record);
        }
    }
}
