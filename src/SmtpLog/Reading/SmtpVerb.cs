namespace SmtpLog.Reading;

/// <summary>What a client line asks for, as far as the course of a conversation depends on it.</summary>
internal enum SmtpVerb : byte
{
    /// <summary>Not a command.</summary>
    None,

    /// <summary>Looks like a command but is on no list.</summary>
    Unlisted,

    /// <summary>A known command that has no stage of its own: NOOP, VRFY, HELP and others.</summary>
    Other,

    /// <summary>EHLO, HELO or LHLO.</summary>
    Hello,

    StartTls,

    /// <summary>AUTH and every later line of its exchange.</summary>
    Auth,

    Mail,

    Rcpt,

    /// <summary>DATA, up to the 354.</summary>
    Data,

    /// <summary>The message after the 354, up to the final reply, which answers DATA too.</summary>
    Content,

    Bdat,

    Quit,

    Rset,
}
