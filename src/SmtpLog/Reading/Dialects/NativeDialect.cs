using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>This module's own text, <c>&lt;counter&gt; &lt;timestamp&gt; &lt;process&gt; &lt;session&gt; &lt;body&gt;</c>, and 4D's, which it comes from.</summary>
internal sealed class NativeDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.SmtpLog;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        LogRecord probe = default;
        bool isEntry = NativeHead.TryRead(line.Slice(Blank.CountLeading(line)), new LocalZone(), ref probe, out int text) && text >= 0;
        return isEntry ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new NativeParser(sink);
}
