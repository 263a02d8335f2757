using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>What nodemailer's own logger prints: <c>[2022-11-16 11:57:21] DEBUG [lHr1v5x3A] S: 220 …</c>, in UTC.</summary>
internal sealed class NodemailerDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Nodemailer;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        LogRecord record = default;
        if (!NodemailerLine.TryRead(line, new LocalZone(isUtc: true), ref record, out NodemailerLine parts))
        {
            return DialectMatch.None;
        }

        ReadOnlySpan<byte> text = line.Slice(parts.TextStart);
        bool isCertain = text.StartsWith("C: "u8) || text.StartsWith("S: "u8) || text.StartsWith("Creating transport: nodemailer"u8)
            || text.StartsWith("Connection established to "u8) || text.StartsWith("Closing connection to the server using "u8);
        return isCertain ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new NodemailerParser(sink);
}
