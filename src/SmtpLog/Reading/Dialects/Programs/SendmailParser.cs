using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>Reads both kinds of sendmail's transcripts; each line shows of which kind it is.</summary>
internal sealed class SendmailParser : IDialectParser
{
    private readonly SendmailTraffic _traffic;
    private readonly SendmailVerbose _verbose;

    public SendmailParser(IRecordSink sink)
    {
        _traffic = new SendmailTraffic(sink);
        _verbose = new SendmailVerbose(sink);
    }

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (!_traffic.TryParse(line, lineNumber))
        {
            _verbose.Parse(line, lineNumber);
        }
    }

    public void Complete()
    {
        // Nothing is ever held back.
    }
}
