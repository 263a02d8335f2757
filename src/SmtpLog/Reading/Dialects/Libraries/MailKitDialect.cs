using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>The file of MailKit's ProtocolLogger.</summary>
internal sealed class MailKitDialect : ILogDialect
{
    private const int MostTime = 40;

    public SmtpLogDialect Dialect => SmtpLogDialect.MailKit;

    /// <summary>Where <c>Connected to smtp://</c> stands in a line, behind a time in whatever format; -1 where it does not.</summary>
    public static int FindConnection(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> phrase = "Connected to smtp"u8;
        int at = line.Slice(0, Math.Min(line.Length, MostTime + phrase.Length)).IndexOf(phrase);
        if (at < 0 || (at > 0 && line[at - 1] != ' '))
        {
            return -1;
        }

        ReadOnlySpan<byte> rest = line.Slice(at + phrase.Length);
        return rest.StartsWith("://"u8) || rest.StartsWith("s://"u8) ? at : -1;
    }

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        if (FindConnection(line) >= 0)
        {
            return DialectMatch.Certain;
        }

        LogRecord time = default;
        int at = ToolTime.Read(line, new LocalZone(isUtc: true), ref time);
        ReadOnlySpan<byte> body = ToolLine.SkipBlanks(line.Slice(at));
        bool isLine = body.StartsWith("C: "u8) ? ToolLine.IsCommand(body.Slice(3)) : body.StartsWith("S: "u8) && ToolLine.IsReply(body.Slice(3));
        return isLine ? DialectMatch.Possible : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new MailKitParser(sink);
}
