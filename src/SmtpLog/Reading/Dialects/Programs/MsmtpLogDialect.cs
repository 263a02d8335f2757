using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>msmtp's log file, and what it gives to the system's log: a line for each mail.</summary>
internal sealed class MsmtpLogDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.MsmtpLog;

    public DialectMatch Match(ReadOnlySpan<byte> line) =>
        MsmtpLogParser.FindFacts(line) >= 0 ? DialectMatch.Certain : DialectMatch.None;

    public IDialectParser CreateParser(IRecordSink sink) => new MsmtpLogParser(sink, DateTime.Now);
}
