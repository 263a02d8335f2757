namespace SmtpLog;

/// <summary>When a connection is encrypted.</summary>
public enum SmtpTls
{
    /// <summary>Implicit on port 465, else STARTTLS, and an error where the server does not offer it.</summary>
    Auto,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Implicit,

    /// <summary>Upgraded by STARTTLS (RFC 3207), and an error where the server does not offer it.</summary>
    StartTls,

    /// <summary>Upgraded by STARTTLS where the server offers it, else plain text.</summary>
    Opportunistic,

    /// <summary>Plain text.</summary>
    None,
}
