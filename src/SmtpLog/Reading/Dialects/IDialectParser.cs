using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>
/// Turns the lines of one input into records, in order: none, one or several for a line. Every byte of a line that
/// is not blank must come out in the <see cref="LogRecord.Raw"/> of some record; nothing throws.
/// </summary>
internal interface IDialectParser
{
    /// <summary>One line without its end.</summary>
    void Parse(ReadOnlySpan<byte> line, long lineNumber);

    /// <summary>The input is over: what was held back comes out.</summary>
    void Complete();
}
