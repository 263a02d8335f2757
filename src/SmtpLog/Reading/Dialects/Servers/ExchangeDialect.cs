using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>Exchange's protocol logs, of its Receive and its Send connectors.</summary>
internal sealed class ExchangeDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Exchange;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.Slice(Blank.CountLeading(line));
        if (text.StartsWith("#Log-type: SMTP "u8) || text.StartsWith("#Fields: date-time,connector-id,"u8))
        {
            return DialectMatch.Certain;
        }

        // Its other logs, of message tracking and so on, begin like this too.
        if (text.StartsWith("#Software: Microsoft Exchange"u8))
        {
            return DialectMatch.Possible;
        }

        var fields = default(ExchangeFields);
        return ExchangeFields.TryRead(text, ref fields) ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new ExchangeParser(sink);
}
