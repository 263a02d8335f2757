namespace SmtpLog.Reading.Sessions;

/// <summary>In what state a session's lines end.</summary>
internal sealed class SessionEnd
{
    /// <summary>There is a closed line.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The server said goodbye (221).</summary>
    public bool SaidGoodbye { get; init; }

    /// <summary>In the middle of an exchange, or of a message's envelope.</summary>
    public bool IsBusy { get; init; }

    /// <summary>The server agreed to STARTTLS, and nothing shows that TLS stands.</summary>
    public bool IsHandshaking { get; init; }

    /// <summary>The stage of what was left without an answer that decides something.</summary>
    public SmtpStage? Unanswered { get; init; }
}
