using System;

namespace SmtpLog.Writing.Files;

/// <summary>A log cannot be opened.</summary>
internal sealed class LogUnavailableException(string path, string reason)
    : Exception($"The log '{path}' cannot be written: {reason}")
{
    public string Path { get; } = path;

    /// <summary>True where it is there, or could be, and this user may not.</summary>
    public bool IsDenied { get; init; }
}
