using System;
using System.Collections.Generic;

namespace SmtpLog;

/// <summary>What many sessions have in common: how they ended and why, with whom they were, how long things took.</summary>
public sealed class SmtpLogSummary
{
    /// <summary>The time of the first line; null where the logs have no times.</summary>
    public DateTimeOffset? Start { get; internal init; }

    /// <summary>The time of the last line.</summary>
    public DateTimeOffset? End { get; internal init; }

    /// <summary>From <see cref="Start"/> to <see cref="End"/>.</summary>
    public TimeSpan? Duration => End - Start;

    /// <summary>All sessions.</summary>
    public long Sessions { get; internal init; }

    /// <summary>The sessions that came to their end without a failure.</summary>
    public long Completed { get; internal init; }

    /// <summary>The sessions that failed.</summary>
    public long Failed { get; internal init; }

    /// <summary>The sessions without an end in which nothing was pending, such as kept connections.</summary>
    public long Open { get; internal init; }

    /// <summary>The sessions that were cut in the middle of an exchange.</summary>
    public long Incomplete { get; internal init; }

    /// <summary>All messages that were begun, sent or not; envelopes that were only tried out are none.</summary>
    public long Messages { get; internal init; }

    /// <summary>The messages that a server took.</summary>
    public long MessagesAccepted { get; internal init; }

    /// <summary>The messages that a reply refused.</summary>
    public long MessagesRefused { get; internal init; }

    /// <summary>The recipients of all messages, each time they were named.</summary>
    public long Recipients { get; internal init; }

    /// <summary>The recipients that a server refused.</summary>
    public long RecipientsRefused { get; internal init; }

    /// <summary>The size in bytes of the messages that a server took, as far as the logs tell it.</summary>
    public long Bytes { get; internal init; }

    /// <summary>The failed sessions by the kind of failure, the most frequent first.</summary>
    public IReadOnlyList<SmtpErrorKindCount> FailuresByKind { get; internal init; } = [];

    /// <summary>The sessions that a reply made fail, by its codes, the most frequent first.</summary>
    public IReadOnlyList<SmtpCodeCount> FailuresByCode { get; internal init; } = [];

    /// <summary>The servers, those with most failures first, then those with most sessions.</summary>
    public IReadOnlyList<SmtpServerCount> Servers { get; internal init; } = [];

    /// <summary>Which mechanism was used with which server, the most frequent first; only sessions that tried to log in.</summary>
    public IReadOnlyList<SmtpMechanismCount> Mechanisms { get; internal init; } = [];

    /// <summary>Which version of TLS was spoken with which server, the most frequent first; only sessions of which the log tells.</summary>
    public IReadOnlyList<SmtpTlsCount> TlsVersions { get; internal init; } = [];

    /// <summary>How long the servers took to answer, for each stage of which there are times.</summary>
    public IReadOnlyList<SmtpLatency> Latencies { get; internal init; } = [];

    /// <summary>The 24 hours in which most sessions began, the busiest first.</summary>
    public IReadOnlyList<SmtpHourCount> BusiestHours { get; internal init; } = [];

    /// <summary>The ten longest silences, one of a session at most, the longest first.</summary>
    public IReadOnlyList<SmtpLogPause> LongestPauses { get; internal init; } = [];

    /// <summary>The files that were read, in the order in which they came.</summary>
    public IReadOnlyList<SmtpFileCount> Files { get; internal init; } = [];

    /// <summary>Sessions, failures and messages in one line.</summary>
    public override string ToString() =>
        $"{Sessions} session(s), {Failed} failed; {MessagesAccepted} of {Messages} message(s) accepted";
}
