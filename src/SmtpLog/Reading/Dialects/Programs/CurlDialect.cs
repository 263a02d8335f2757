using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>What curl prints with -v, --trace-ascii or --trace.</summary>
internal sealed class CurlDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Curl;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        int meter = CurlMeter.Length(line);
        ReadOnlySpan<byte> body = line.Slice(meter);
        int clock = CurlParser.SkipClock(body);
        body = body.Slice(clock);
        switch (CurlMark.Of(body, out int length))
        {
            case CurlMarkKind.Dump or CurlMarkKind.Bytes or CurlMarkKind.Tool or CurlMarkKind.MeterHead:
                return DialectMatch.Certain;
            case CurlMarkKind.Info:
                return body[0] == '=' || IsConnection(body.Slice(length)) ? DialectMatch.Certain : DialectMatch.None;
            case CurlMarkKind.Client when ToolLine.IsCommand(body.Slice(length)):
            case CurlMarkKind.Server when ToolLine.IsReply(body.Slice(length)):
                return meter + clock > 0 ? DialectMatch.Certain : DialectMatch.Possible;
            default:
                return DialectMatch.None;
        }
    }

    public IDialectParser CreateParser(IRecordSink sink) => new CurlParser(sink);

    private static bool IsConnection(ReadOnlySpan<byte> text)
    {
        text = ToolLine.SkipBlanks(text);
        return text.StartsWith("Trying "u8) || text.StartsWith("Connected to "u8) || text.StartsWith("Established connection to "u8)
            || text.StartsWith("Closing connection"u8) || text.StartsWith("Connection #"u8) || text.StartsWith("Could not resolve host"u8);
    }
}
