using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>What go-mail logs: <c>2024/10/15 12:00:00 DEBUG: C --&gt; S: EHLO host</c>, or one JSON object for each line.</summary>
internal sealed class GoMailDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.GoMail;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        LogRecord time = default;
        bool isLine = GoMailJson.Is(line) || GoMailParser.TryReadHead(line, new LocalZone(isUtc: true), ref time, out _, out _);
        return isLine ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new GoMailParser(sink);
}
