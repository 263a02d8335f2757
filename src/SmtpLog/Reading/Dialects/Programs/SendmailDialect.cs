using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>What sendmail writes to the file of -X, with the process before each line, and what it prints with -v, where replies are bare.</summary>
internal sealed class SendmailDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Sendmail;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        bool isTraffic = SendmailTraffic.TryReadHead(line, out _, out _, out _);
        bool isVerbose = line.StartsWith(">>> "u8) ? ToolLine.IsCommand(line.Slice(4)) : SendmailVerbose.IsConnecting(line);
        return isTraffic || isVerbose ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new SendmailParser(sink);
}
