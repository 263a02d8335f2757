using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>A format of transcripts. Knows its lines; has no state, so that one instance serves all readers.</summary>
internal interface ILogDialect
{
    SmtpLogDialect Dialect { get; }

    /// <summary>Whether a line, which is not blank, is one of this dialect's.</summary>
    DialectMatch Match(ReadOnlySpan<byte> line);

    /// <summary>A parser for one input.</summary>
    IDialectParser CreateParser(IRecordSink sink);
}
