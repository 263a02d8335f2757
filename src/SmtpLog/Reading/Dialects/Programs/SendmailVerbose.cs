using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>What sendmail -v prints: its commands behind <c>&gt;&gt;&gt;</c>, replies bare, and what it does for each recipient. Sessions are numbered.</summary>
internal sealed class SendmailVerbose(IRecordSink sink)
{
    private readonly ToolRecords _records = new(sink);

    /// <summary><c>bob@example.com... Connecting to mx.example.com. via esmtp...</c></summary>
    public static bool IsConnecting(ReadOnlySpan<byte> line)
    {
        int at = line.IndexOf("... Connecting to "u8);
        return at > 0 && line.Slice(at).IndexOf(" via "u8) > 0;
    }

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        LogRecord record = ToolRecords.Of(line, lineNumber);
        ToolRecords.Cut(ref record, ToolLine.Mark(line, ">>> "u8));
        if (record.TextStart > 0)
        {
            _records.Client(ref record);
        }
        else if (ToolLine.IsReply(line))
        {
            _records.Server(ref record);
        }
        else if (IsConnecting(line))
        {
            _records.Connecting(ref record, line.IndexOf(" Connecting to "u8) + " Connecting to ".Length);
        }
        else if (line.StartsWith("Closing connection to "u8))
        {
            // QUIT comes after it.
            _records.Event(ref record);
        }
        else if (line.IndexOf("... "u8) is var status and > 0)
        {
            Status(ref record, line.Slice(status + 4));
        }
        else
        {
            _records.Unknown(line, lineNumber);
        }
    }

    private void Status(ref LogRecord record, ReadOnlySpan<byte> status)
    {
        bool isError = status.StartsWith("Deferred"u8) || status.StartsWith("Host unknown"u8) || status.StartsWith("Service unavailable"u8)
            || status.StartsWith("User unknown"u8);
        if (isError)
        {
            _records.Error(ref record);
        }
        else
        {
            _records.Event(ref record);
        }
    }
}
