using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>What Blat prints with -debug: <c>&lt;&lt;&lt;getline&lt;&lt;&lt; </c> and <c>&gt;&gt;&gt;putline&gt;&gt;&gt; </c>.</summary>
internal sealed class BlatDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Blat;

    public DialectMatch Match(ReadOnlySpan<byte> line) =>
        line.StartsWith(BlatParser.ServerMark) || line.StartsWith(BlatParser.ClientMark) ? DialectMatch.Certain : DialectMatch.None;

    public IDialectParser CreateParser(IRecordSink sink) => new BlatParser(sink);
}
