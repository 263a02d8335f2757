using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>hMailServer's log: fields between tabs, words in quotes.</summary>
internal sealed class HMailServerDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.HMailServer;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        var fields = default(HMailServerFields);
        if (!HMailServerFields.TryRead(line.Slice(Blank.CountLeading(line)), ref fields))
        {
            return DialectMatch.None;
        }

        return fields.IsServer || fields.IsClient ? DialectMatch.Certain : DialectMatch.Possible;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new HMailServerParser(sink);
}
