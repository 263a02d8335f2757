using System;
using SmtpLog.Diagnosis;

namespace SmtpLog;

/// <summary>One record of a transcript: a line that was sent or received, or something that happened.</summary>
public sealed class SmtpLogEntry
{
    private string? _text;
    private int _textStart;
    private int _textTail;
    private string? _enhancedCode;

    /// <summary>The position in the sequence of the process that wrote it, over all its logs; null where the log has none.</summary>
    public long? Counter { get; internal set; }

    /// <summary>When it was written; a log without a zone is taken as local time. Null where the log has no times.</summary>
    public DateTimeOffset? Timestamp { get; internal set; }

    /// <summary>The operating system's id of the process that wrote it; null where the log has none.</summary>
    public int? ProcessId { get; internal set; }

    /// <summary>What tells this connection from others of the same process.</summary>
    public string? SessionId { get; internal set; }

    /// <summary>Who said it.</summary>
    public SmtpLogOrigin Origin { get; internal set; }

    /// <summary>What was said, without the marks of the log format.</summary>
    public string Text
    {
        // Many entries are filtered by their code and dropped: their text is only cut out when somebody looks at it.
        get => _text ??= Raw.Substring(_textStart, Raw.Length - _textStart - _textTail);
        internal set => _text = value;
    }

    /// <summary>The reply code of a server line (RFC 5321, section 4.2), else null.</summary>
    public int? Code { get; internal set; }

    /// <summary>The enhanced status code of a server line (RFC 3463), such as <c>5.7.8</c>, else null.</summary>
    public string? EnhancedCode
    {
        get => _enhancedCode ?? (Code is null ? null : ReplyText.EnhancedCode(Text));
        internal set => _enhancedCode = value;
    }

    /// <summary>True for a line of a reply that is not its last (<c>250-</c>).</summary>
    public bool IsContinued { get; internal set; }

    /// <summary>
    /// The upper-case verb of a client line; of a server line, the verb that it answers, paired first in, first out
    /// (RFC 2920). Null for events, message content and the greeting.
    /// </summary>
    public string? Command { get; internal set; }

    /// <summary>How far the session had come; null where the log does not tell.</summary>
    public SmtpStage? Stage { get; internal set; }

    /// <summary>The time from the command to this reply, of the last line of a reply; null where times are missing.</summary>
    public TimeSpan? Latency { get; internal set; }

    /// <summary>What code and enhanced code mean (RFC 5321, RFC 3463 and IANA's registry); null where there is no code.</summary>
    public string? Meaning => ReplyMeaning.Of(Code, EnhancedCode);

    /// <summary>True for a reply of 400 or more and for an Error event.</summary>
    public bool IsError { get; internal set; }

    /// <summary>True where trying again later may help: a reply of 400 to 499, or an event of such a kind.</summary>
    public bool IsTransient { get; internal set; }

    /// <summary>True where the record was damaged and had to be repaired, or could not be understood and is kept whole in <see cref="Text"/>.</summary>
    public bool IsRecovered { get; internal set; }

    /// <summary>The file it was read from; null for lines from the pipeline.</summary>
    public string? Path { get; internal set; }

    /// <summary>The line of the input on which it starts, counted from 1.</summary>
    public long LineNumber { get; internal set; }

    /// <summary>The line as it stands in the log.</summary>
    public override string ToString() => Raw;

    internal string Raw { get; set; } = string.Empty;

    /// <summary>The text is a part of the raw line: so many characters stand before it and behind it.</summary>
    internal void SetTextInRaw(int start, int tail)
    {
        _textStart = start;
        _textTail = tail;
        _text = null;
    }
}
