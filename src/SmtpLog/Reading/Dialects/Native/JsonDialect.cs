using System;

namespace SmtpLog.Reading.Dialects.Native;

/// <summary>This module's own JSON: one object a line.</summary>
internal sealed class JsonDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Json;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        int start = Blank.CountLeading(line);
        bool isOurs = start < line.Length && line[start] == '{' && line.IndexOf("\"smtp.origin\""u8) >= 0;
        return isOurs ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new JsonParser(sink);
}
