namespace SmtpLog;

/// <summary>How far an SMTP session has come (RFC 5321, section 3).</summary>
public enum SmtpStage
{
    /// <summary>Name resolution, the TCP connection and the server's greeting.</summary>
    Connect,

    /// <summary>The TLS handshake, with STARTTLS where it is used (RFC 3207).</summary>
    Tls,

    /// <summary>EHLO, HELO or LHLO and the list of extensions.</summary>
    Hello,

    /// <summary>The AUTH exchange (RFC 4954).</summary>
    Auth,

    /// <summary>MAIL FROM.</summary>
    Mail,

    /// <summary>RCPT TO.</summary>
    Recipient,

    /// <summary>DATA or BDAT, the message itself, and the reply to it.</summary>
    Data,

    /// <summary>QUIT and the end of the connection.</summary>
    Quit,
}
