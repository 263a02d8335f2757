using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>What PHPMailer prints with SMTPDebug, as text or HTML, with its time (UTC) or, through another logger, without.</summary>
internal sealed class PhpMailerDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.PhpMailer;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        LogRecord time = default;
        int start = PhpMailerParser.SkipTime(line, new LocalZone(isUtc: true), ref time);
        ReadOnlySpan<byte> body = line.Slice(start);
        bool isLine = PhpMailerParser.ReadMark(body, out _) > 0 || body.StartsWith("Connection: opening to "u8) || PhpMailerErrors.IsCertain(body);
        return isLine ? DialectMatch.Certain : PhpMailerErrors.Is(body) ? DialectMatch.Possible : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new PhpMailerParser(sink);
}
