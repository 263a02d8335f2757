using System;
using System.Linq;
using System.Text;
using SmtpLog.Reading.Scanning;

namespace SmtpLog.Reading.Dialects.Native;

/// <summary>This module's own text, <c>&lt;counter&gt; &lt;timestamp&gt; &lt;process&gt; &lt;session&gt; &lt;body&gt;</c>, and 4D's, which it comes from.</summary>
internal sealed class NativeDialect : ISearchableDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.SmtpLog;

    public byte[] Boundary { get; } = "### SMTP Connecti"u8.ToArray();

    public ILineSearch? CreateSearch(LogReaderOptions options)
    {
        if (options.Codes.Count > 0)
        {
            return new NativeReplySearch([.. options.Codes], withErrors: false);
        }

        byte[][] sessions = [.. options.SessionIds.Select(Encoding.UTF8.GetBytes)];
        return NativeSessionSearch.CanFind(sessions) ? new NativeSessionSearch(sessions)
            : options.Failed ? new NativeReplySearch([CodeFilter.Failures], withErrors: true)
            : null;
    }

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        LogRecord probe = default;
        bool isEntry = NativeHead.TryRead(line.Slice(Blank.CountLeading(line)), new LocalZone(), ref probe, out int text) && text >= 0;
        return isEntry ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new NativeParser(sink);
}
