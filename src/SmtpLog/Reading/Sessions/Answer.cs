namespace SmtpLog.Reading.Sessions;

/// <summary>What a reply makes of its message.</summary>
internal enum Answer
{
    /// <summary>It goes on.</summary>
    Expected,

    /// <summary>The server took the message.</summary>
    Accepted,

    /// <summary>A refusal that decides.</summary>
    Refused,

    /// <summary>A refusal that only follows from another one, or does not decide.</summary>
    RefusedToo,

    /// <summary>No refusal, and not what the command is answered with.</summary>
    Odd,
}
