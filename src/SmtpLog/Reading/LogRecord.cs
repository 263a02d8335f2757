using System;

namespace SmtpLog.Reading;

/// <summary>
/// One record of a log, not yet an object: spans over bytes that are only valid during the call that hands it on.
/// The dialect fills the first part, the conversation the second.
/// </summary>
internal ref struct LogRecord
{
    /// <summary>The record as it stands in the log.</summary>
    public ReadOnlySpan<byte> Raw { get; set; }

    /// <summary>What was said, UTF-8.</summary>
    public ReadOnlySpan<byte> Text { get; set; }

    /// <summary>
    /// Where <see cref="Text"/> is a slice of <see cref="Raw"/> with nothing but ASCII around it: its offset there,
    /// so that one string does for both. Otherwise -1.
    /// </summary>
    public int TextStart { get; set; }

    /// <summary>
    /// Where <see cref="Text"/> was made from a part of <see cref="Raw"/>: that part. Empty where the text itself is a part
    /// of it, or made by <see cref="SourceForm"/> from all of it.
    /// </summary>
    public ReadOnlySpan<byte> Source { get; set; }

    /// <summary>How the text is written there.</summary>
    public SourceForm SourceForm { get; set; }

    /// <summary>With <see cref="ProcessId"/>, what tells the session from others; empty where the dialect has no such mark.</summary>
    public ReadOnlySpan<byte> Session { get; set; }

    public int? ProcessId { get; set; }

    /// <summary>The file that it was read from; null for lines from the pipeline.</summary>
    public string? Path { get; set; }

    public long LineNumber { get; set; }

    public long? Counter { get; set; }

    public bool HasTime { get; set; }

    public long UtcTicks { get; set; }

    /// <summary>The zone the time was written in.</summary>
    public int OffsetMinutes { get; set; }

    /// <summary>Where the log has a time of day and no day: its ticks since midnight, for latencies alone; 0 where it has none.</summary>
    public long ClockTicks { get; set; }

    public SmtpLogOrigin Origin { get; set; }

    /// <summary>The reply code of a server line; 0: to be read from the text.</summary>
    public int Code { get; set; }

    public bool IsContinued { get; set; }

    /// <summary>The enhanced status code, where it does not follow the code in the text.</summary>
    public string? EnhancedCode { get; set; }

    public bool IsRecovered { get; set; }

    /// <summary>
    /// True where the record says by itself which command it is about, and at which stage: the dialect has filled these
    /// in, and no conversation leads up to it.
    /// </summary>
    public bool IsSelfContained { get; set; }

    /// <summary>Of a self-contained record: who can tell what it says of its mail; null where it says nothing of one.</summary>
    public IMailReader? Mail { get; set; }

    /// <summary>True where several processes have a hand in the session, so that <see cref="ProcessId"/> does not tell it from others.</summary>
    public bool IsSessionShared { get; set; }

    /// <summary>With <see cref="Session"/>, what tells the session from others.</summary>
    public readonly int? SessionProcessId => IsSessionShared ? null : ProcessId;

    /// <summary>True for a self-contained record that is the last of its session.</summary>
    public bool EndsSession { get; set; }

    /// <summary>The session that is over because this record begins another; empty where that does not follow.</summary>
    public ReadOnlySpan<byte> EndedSession { get; set; }

    /// <summary>True for a client line that the log itself shows to be no message content.</summary>
    public bool IsCommand { get; set; }

    /// <summary>Of an event.</summary>
    public EventKind Event { get; set; }

    /// <summary>Of an Error event: the stage that it names.</summary>
    public SmtpStage? EventStage { get; set; }

    /// <summary>Of a connection's event in another's words: where it leads.</summary>
    public string? Server { get; set; }

    /// <summary>With <see cref="Server"/>, where the event says it.</summary>
    public int? Port { get; set; }

    /// <summary>Of a connection's event: it says that TLS comes before anything is said.</summary>
    public bool IsSecure { get; set; }

    /// <summary>Of an Error event in another's words: what kind of failure it is.</summary>
    public SmtpErrorKind? ErrorKind { get; set; }

    public bool IsError { get; set; }

    public bool IsTransient { get; set; }

    /// <summary>True where the log itself says how long the answer took; the conversation adds it where there are times.</summary>
    public bool HasLatency { get; set; }

    public long LatencyTicks { get; set; }

    // What the conversation adds.
    public Conversation? Conversation { get; set; }

    /// <summary>True for the first record of a session whose marks may have been another's before.</summary>
    public bool StartsSession { get; set; }

    public string? Command { get; set; }

    public SmtpStage? Stage { get; set; }
}
