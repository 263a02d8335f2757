using System;

namespace SmtpLog;

/// <summary>A silence between two lines of a session.</summary>
public sealed class SmtpLogPause
{
    /// <summary>How long it was.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The session; null where the log has no such mark.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The process that wrote it; null where the log has none.</summary>
    public int? ProcessId { get; internal init; }

    /// <summary>The server, as in <see cref="SmtpServerCount.Server"/>.</summary>
    public string? Server { get; internal init; }

    /// <summary>Who spoke last before it; null where the line was too far in a long session to be kept.</summary>
    public SmtpLogOrigin? Origin { get; internal init; }

    /// <summary>What was said last before it.</summary>
    public string? After { get; internal init; }

    /// <summary>How far the session had come.</summary>
    public SmtpStage? Stage { get; internal init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? Timestamp { get; internal init; }

    /// <summary>The file; null for lines from the pipeline.</summary>
    public string? Path { get; internal init; }

    /// <summary>The line after which it came, counted from 1.</summary>
    public long LineNumber { get; internal init; }

    /// <summary>Length and place.</summary>
    public override string ToString() => FormattableString.Invariant($"{Duration.TotalSeconds:0.###} s after {Path}:{LineNumber}");
}
