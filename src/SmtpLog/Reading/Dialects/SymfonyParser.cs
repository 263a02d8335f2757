using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>Reads Symfony's debug text, which leaves message content out but for the dot. Its sessions are numbered, by their greetings.</summary>
internal sealed class SymfonyParser(IRecordSink sink) : IDialectParser
{
    private readonly ToolRecords _records = new(sink);
    private readonly LocalZone _zone = new();

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        LogRecord record = ToolRecords.Of(line, lineNumber);
        int at = ToolTime.ReadBracketed(line, _zone, ref record);
        if (at > 0 && at < line.Length && line[at] == ' ')
        {
            at++;
        }

        ReadOnlySpan<byte> body = line.Slice(at);
        if (ToolLine.Mark(body, "> "u8) is var client and > 0)
        {
            ToolRecords.Cut(ref record, at + client);
            _records.Client(ref record);
        }
        else if (ToolLine.Mark(body, "< "u8) is var server and > 0)
        {
            ToolRecords.Cut(ref record, at + server);
            _records.Server(ref record);
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
}
