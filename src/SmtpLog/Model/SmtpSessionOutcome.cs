namespace SmtpLog;

/// <summary>How a session ended.</summary>
public enum SmtpSessionOutcome
{
    /// <summary>It came to its end, and nothing that decided it was a failure.</summary>
    Completed,

    /// <summary>The log's Error line, or else the last reply that decided something, says that it failed.</summary>
    Failed,

    /// <summary>The log has no end of it, and nothing was pending: a connection that is being kept, for instance.</summary>
    Open,

    /// <summary>The log stops in the middle of an exchange.</summary>
    Incomplete,
}
