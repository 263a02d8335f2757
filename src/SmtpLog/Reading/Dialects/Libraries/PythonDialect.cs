using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>What Python's smtplib prints at debug level 1, and with the time of day at level 2.</summary>
internal sealed class PythonDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Python;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> body = line.Slice(PythonParser.SkipClock(line));
        bool isLine = body.StartsWith("send: "u8) ? PythonString.Starts(body.Slice(6))
            : body.StartsWith("reply: "u8) ? PythonString.Starts(body.Slice(7)) || body.Slice(7).StartsWith("retcode ("u8)
            : body.StartsWith("connect: to ("u8) || body.StartsWith("connect: ('"u8) || PythonTraceback.IsOfSmtp(body);
        return isLine ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new PythonParser(sink);
}
