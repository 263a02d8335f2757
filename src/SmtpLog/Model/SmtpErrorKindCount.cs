using System;

namespace SmtpLog;

/// <summary>How many sessions failed in the same way.</summary>
public sealed class SmtpErrorKindCount
{
    /// <summary>The kind of failure; null where the logs do not tell.</summary>
    public SmtpErrorKind? ErrorKind { get; internal init; }

    /// <summary>How many sessions.</summary>
    public long Count { get; internal set; }

    /// <summary>When the first of them began; null where the logs have no times.</summary>
    public DateTimeOffset? FirstSeen { get; internal set; }

    /// <summary>When the last of them began.</summary>
    public DateTimeOffset? LastSeen { get; internal set; }

    /// <summary>Kind and count.</summary>
    public override string ToString() => $"{(ErrorKind is { } kind ? kind.ToString() : "Unknown")}: {Count}";
}
