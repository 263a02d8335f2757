using System;
using System.Collections.Generic;

namespace SmtpLog.Report;

/// <summary>Failed sessions that are one failure: the same server, stage, kind, codes and diagnosis.</summary>
internal sealed class FailureGroup
{
    public long Count { get; private set; }

    public DateTimeOffset? First { get; private set; }

    public DateTimeOffset? Last { get; private set; }

    public required string Server { get; init; }

    public required SmtpErrorKind? Kind { get; init; }

    public required SmtpStage? Stage { get; init; }

    public required string Code { get; init; }

    public required SmtpDiagnosis? Diagnosis { get; init; }

    public required bool IsTransient { get; init; }

    /// <summary>What the server said the first time.</summary>
    public required string? Reply { get; init; }

    /// <summary>The number of the session that was the first of them.</summary>
    public required long Example { get; init; }

    /// <summary>The last lines of that session up to the one that made it fail, masked.</summary>
    public required IReadOnlyList<KeyValuePair<SmtpLogOrigin, string>> Excerpt { get; init; }

    public void Add(SmtpLogSession session)
    {
        Count++;
        First = First is null || session.Start < First ? session.Start ?? First : First;
        Last = Last is null || session.Start > Last ? session.Start ?? Last : Last;
    }
}
