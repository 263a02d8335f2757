using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>What swaks prints: an arrow of three characters before each line, waved over TLS, with stars where it was not what swaks wanted.</summary>
internal sealed class SwaksDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Swaks;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        int mark = SwaksParser.ReadMark(line, out SmtpLogOrigin origin);
        bool isCertain = mark > 0 && origin switch
        {
            SmtpLogOrigin.Client => ToolLine.IsCommand(line.Slice(mark)),
            SmtpLogOrigin.Server => ToolLine.IsReply(line.Slice(mark)),
            _ => line.StartsWith("=== Trying "u8) || line.StartsWith("=== Connected to "u8),
        };
        return isCertain ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new SwaksParser(sink);
}
