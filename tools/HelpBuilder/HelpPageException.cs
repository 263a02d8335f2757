using System;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>A page is not written as a page is.</summary>
/// <param name="line">The line, counted from 1.</param>
/// <param name="message">What is wrong.</param>
internal sealed class HelpPageException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
