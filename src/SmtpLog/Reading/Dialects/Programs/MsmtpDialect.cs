using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>What <c>msmtp --debug</c> prints.</summary>
internal sealed class MsmtpDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Msmtp;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.Slice(Blank.CountLeading(line));
        bool isReply = text.StartsWith("<-- "u8) && ReplyText.TryReadCode(text.Slice(4), out _, out _);
        bool isCommand = text.StartsWith("--> "u8) && SmtpVerbs.Find(text.Slice(4), out _) > SmtpVerb.Unlisted;
        if (isReply || isCommand || text.StartsWith("ignoring system configuration file "u8)
            || text.StartsWith("loaded system configuration file "u8) || text.StartsWith("loaded user configuration file "u8))
        {
            return DialectMatch.Certain;
        }

        return text.StartsWith("msmtp: "u8) ? DialectMatch.Possible : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new MsmtpParser(sink);
}
