using System;
using System.Collections.Generic;
using SmtpLog.Reading;

namespace SmtpLog;

/// <summary>What became of one message.</summary>
public sealed class SmtpSendResult
{
    private IReadOnlyList<SmtpLogEntry>? _transcript;

    /// <summary>True where the server took the message (with partial delivery: for at least one recipient).</summary>
    public bool Success { get; internal init; }

    /// <summary>The code of the reply that decided it; 0 if no reply did.</summary>
    public int Status { get; internal init; }

    /// <summary>What that reply said, or why none came.</summary>
    public string StatusText { get; internal init; } = string.Empty;

    /// <summary>The enhanced status code of that reply (RFC 3463), if it has one.</summary>
    public string? EnhancedCode { get; internal init; }

    /// <summary>How far it came; null on success, and where nothing was begun.</summary>
    public SmtpStage? FailedStage { get; internal init; }

    /// <summary>Why it failed; null on success.</summary>
    public SmtpErrorKind? ErrorKind { get; internal init; }

    /// <summary>True where trying again later may help.</summary>
    public bool IsTransient { get; internal init; }

    /// <summary>What the failure means, what probably caused it and what to do; null on success.</summary>
    public SmtpDiagnosis? Diagnosis { get; internal init; }

    /// <summary>The Message-ID of the message, without angle brackets.</summary>
    public string? MessageId { get; internal init; }

    /// <summary>The server's name for the message, where its reply gives one.</summary>
    public string? QueueId { get; internal init; }

    /// <summary>Each recipient and what the server said to it.</summary>
    public IReadOnlyList<SmtpRecipientResult> Recipients { get; internal init => field = SmtpRecipientResult.List(value); } = SmtpRecipientResult.List([]);

    /// <summary>The size of the message in bytes; 0 where it was not built.</summary>
    public long Size { get; internal init; }

    /// <summary>How long it took, connecting included.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The server that was asked.</summary>
    public string SmtpServer { get; internal init; } = string.Empty;

    /// <summary>The port that was asked.</summary>
    public int Port { get; internal init; }

    /// <summary>The connection's id in the log; null where none was begun.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The transporter's own log; null where it has none.</summary>
    public string? LogPath { get; internal init; }

    /// <summary>Why the log is not whole; null where it is.</summary>
    public string? LogError { get; internal init; }

    /// <summary>The conversation of this send, secrets masked and without body lines, whether or not a log is written.</summary>
    public IReadOnlyList<SmtpLogEntry> Transcript => _transcript ??= LogReader.ReadAll(TranscriptBytes);

    /// <summary>Success or failure in one line.</summary>
    public override string ToString() => Success ? $"Sent: {Status} {StatusText}" : $"Failed: {ErrorKind}: {StatusText}";

    internal byte[] TranscriptBytes { get; init; } = [];

    internal SmtpFailure? Failure { get; init; }
}
