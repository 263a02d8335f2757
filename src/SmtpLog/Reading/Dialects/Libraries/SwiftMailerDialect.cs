using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>What SwiftMailer's logger plug-in collects: <c>&gt;&gt; </c>, <c>&lt;&lt; </c>, and events behind <c>++</c>, <c>--</c> and <c>!!</c>.</summary>
internal sealed class SwiftMailerDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.SwiftMailer;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        bool isLine = line.StartsWith(">> "u8) ? ToolLine.IsCommand(line.Slice(3))
            : line.StartsWith("<< "u8) ? ToolLine.IsReply(line.Slice(3))
            : line.StartsWith("++ Starting Swift_"u8) || line.StartsWith("++ Stopping Swift_"u8)
                || line.StartsWith("-- Stopping Swift_"u8) || SwiftMailerParser.IsException(line);
        return isLine ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new SwiftMailerParser(sink);
}
