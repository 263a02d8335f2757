using System;

namespace SmtpLog;

/// <summary>
/// How long servers took to answer the commands of a stage. A percentile is the smallest time that so many of the
/// answers did not exceed (nearest rank); it is right to within 1 %, and exact where a log has milliseconds and it is
/// less than 100 of them.
/// </summary>
public sealed class SmtpLatency
{
    /// <summary>The stage.</summary>
    public SmtpStage Stage { get; internal init; }

    /// <summary>How many answers have a time.</summary>
    public long Count { get; internal init; }

    /// <summary>Half of the answers took no longer.</summary>
    public TimeSpan P50 { get; internal init; }

    /// <summary>90 % of the answers took no longer.</summary>
    public TimeSpan P90 { get; internal init; }

    /// <summary>95 % of the answers took no longer.</summary>
    public TimeSpan P95 { get; internal init; }

    /// <summary>99 % of the answers took no longer.</summary>
    public TimeSpan P99 { get; internal init; }

    /// <summary>The longest, exactly.</summary>
    public TimeSpan Maximum { get; internal init; }

    /// <summary>Stage, median and maximum.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Stage}: p50 {P50.TotalMilliseconds:0.#} ms, p99 {P99.TotalMilliseconds:0.#} ms, max {Maximum.TotalMilliseconds:0.#} ms");
}
