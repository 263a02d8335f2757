using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>What Symfony's mailer gives as its debug text: <c>&gt; </c> and <c>&lt; </c>, since version 6.2 behind a time in brackets.</summary>
internal sealed class SymfonyDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Symfony;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        LogRecord time = default;
        int at = ToolTime.ReadBracketed(line, new LocalZone(isUtc: true), ref time);
        ReadOnlySpan<byte> body = ToolLine.SkipBlanks(line.Slice(at));
        bool isLine = body.StartsWith("> "u8) ? ToolLine.IsCommand(body.Slice(2)) : body.StartsWith("< "u8) && ToolLine.IsReply(body.Slice(2));
        return isLine && at > 0 ? DialectMatch.Certain
            : isLine || SymfonyErrors.Is(body) ? DialectMatch.Possible
            : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new SymfonyParser(sink);
}
