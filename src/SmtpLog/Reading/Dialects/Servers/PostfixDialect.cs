using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>Postfix's lines in the system's mail log, or in a file of its own.</summary>
internal sealed class PostfixDialect : ILogDialect
{
    public SmtpLogDialect Dialect => SmtpLogDialect.Postfix;

    public DialectMatch Match(ReadOnlySpan<byte> line)
    {
        LogRecord probe = default;
        bool isPostfix = line.IndexOf("postfix"u8) > 0
            && new SyslogHead(DateTime.Now).TryRead(line.Slice(Blank.CountLeading(line)), ref probe, out ReadOnlySpan<byte> program, out _)
            && PostfixParser.IsPostfix(program);
        return isPostfix ? DialectMatch.Certain : DialectMatch.None;
    }

    public IDialectParser CreateParser(IRecordSink sink) => new PostfixParser(sink, DateTime.Now);
}
