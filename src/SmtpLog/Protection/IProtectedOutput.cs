using System;

namespace SmtpLog.Protection;

/// <summary>Takes the lines of a log whose secrets are masked, in their order.</summary>
internal interface IProtectedOutput
{
    /// <param name="text">The line, valid until the call returns.</param>
    /// <param name="end">What ended it in the log: LF, CRLF, CR, or nothing.</param>
    void Line(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end);
}
