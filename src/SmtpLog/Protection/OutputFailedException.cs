using System;

namespace SmtpLog.Protection;

/// <summary>The protected log cannot be written; the log itself was read.</summary>
internal sealed class OutputFailedException(string path, Exception reason, bool exists = false)
    : Exception(reason.Message, reason)
{
    public string Path { get; } = path;

    /// <summary>True where such a file is there and was not to be replaced.</summary>
    public bool Exists { get; } = exists;
}
