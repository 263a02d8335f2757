using System;

namespace SmtpLog;

/// <summary>The process-wide log, as it stands.</summary>
public sealed class SmtpLogStatus
{
    /// <summary>The file that is written now.</summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>The number in its name.</summary>
    public int Number { get; internal init; }

    /// <summary>Its size in bytes, with what other processes have written.</summary>
    public long Size { get; internal init; }

    /// <summary>The entries that this process has written since the start, over all files.</summary>
    public long EntryCount { get; internal init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset Started { get; internal init; }

    /// <summary>How long it has been running.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>Whether it takes entries.</summary>
    public SmtpLogState State { get; internal init; }

    /// <summary>How it is written.</summary>
    public SmtpLogFormat Format { get; internal init; }

    /// <summary>How much of a message it shows.</summary>
    public SmtpLogContent Content { get; internal init; }

    /// <summary>Bytes from which on the next file is begun.</summary>
    public long MaximumSize { get; internal init; }

    /// <summary>The newest so many files are kept; 0: all.</summary>
    public int MaximumFiles { get; internal init; }

    /// <summary>Why entries are missing; null where none are.</summary>
    public string? Error { get; internal init; }

    /// <summary>Path and state.</summary>
    public override string ToString() => $"{Path} ({State})";
}
