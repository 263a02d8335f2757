using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>Reads Blat's debug output, which leaves message content out. Its sessions are numbered.</summary>
internal sealed class BlatParser(IRecordSink sink) : IDialectParser
{
    private readonly ToolRecords _records = new(sink);

    public static ReadOnlySpan<byte> ServerMark => "<<<getline<<< "u8;

    public static ReadOnlySpan<byte> ClientMark => ">>>putline>>> "u8;

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        LogRecord record = ToolRecords.Of(line, lineNumber);
        if (ToolLine.Mark(line, ServerMark) is var server and > 0)
        {
            ToolRecords.Cut(ref record, server);
            _records.Server(ref record);
        }
        else if (ToolLine.Mark(line, ClientMark) is var client and > 0)
        {
            ToolRecords.Cut(ref record, client);
            _records.Client(ref record);
        }
        else if (line.StartsWith("*** Error ***"u8) || line.StartsWith("Error: "u8))
        {
            ToolRecords.Cut(ref record, 0);
            _records.Error(ref record);
        }
        else if (IsRemark(line))
        {
            ToolRecords.Cut(ref record, 0);
            _records.Event(ref record);
        }
        else
        {
            _records.Unknown(line, lineNumber);
        }
    }

    public void Complete()
    {
        // Nothing is ever held back.
    }

    private static bool IsRemark(ReadOnlySpan<byte> line) =>
        line.StartsWith("Blat v"u8) || line.StartsWith("Sending "u8) || line.StartsWith("Subject: "u8)
        || line.StartsWith("Login name is "u8) || line.StartsWith("Try number "u8) || line.StartsWith("Waiting "u8)
        || line.StartsWith("Attachment "u8) || line.StartsWith("The SMTP server "u8);
}
