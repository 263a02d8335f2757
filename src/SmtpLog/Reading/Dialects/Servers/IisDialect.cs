using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>The logs of IIS's SMTP service: W3C with any columns, and the form with commas.</summary>
internal sealed class IisDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Iis;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.Slice(Blank.CountLeading(line));
        if (text.IsEmpty)
        {
            return DialectMatch.None;
        }

        // Its web and FTP services write the same headings.
        if (text[0] == '#')
        {
            bool isHeading = text.StartsWith("#Software: Microsoft Internet Information Services"u8)
                || (text.StartsWith("#Fields: "u8) && text.IndexOf("cs-method"u8) > 0 && text.IndexOf((byte)',') < 0);
            return isHeading ? DialectMatch.Possible : DialectMatch.None;
        }

        return IsRecord(text) ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new IisParser(sink);

    private static bool IsRecord(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf(", SMTPSVC"u8) > 0)
        {
            var fields = default(IisRecord);
            return IisCommaLine.TryRead(text, ref fields, out _);
        }

        int date = text.IndexOf((byte)' ') == 10 && RecordTime.ReadDay(text.Slice(0, 10)) >= 0 ? 11 : 0;
        ReadOnlySpan<byte> rest = text.Slice(date);
        int time = rest.IndexOf((byte)' ');
        if (time < 0 || RecordTime.ReadClock(rest.Slice(0, time)) < 0)
        {
            return false;
        }

        rest = rest.Slice(time);
        return rest.IndexOf(" OutboundConnection"u8) >= 0 || rest.IndexOf(" SMTPSVC"u8) >= 0
            || (IsAddress(rest.Slice(1)) && HasVerb(rest));
    }

    private static bool IsAddress(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)' ');
        ReadOnlySpan<byte> word = end < 0 ? default : text.Slice(0, end);
        return word.IndexOf((byte)'.') > 0 || word.IndexOf((byte)':') >= 0;
    }

    private static bool HasVerb(ReadOnlySpan<byte> text) =>
        text.IndexOf(" EHLO "u8) >= 0 || text.IndexOf(" HELO "u8) >= 0 || text.IndexOf(" MAIL "u8) >= 0
        || text.IndexOf(" RCPT "u8) >= 0 || text.IndexOf(" DATA "u8) >= 0;
}
