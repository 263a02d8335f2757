namespace SmtpLog;

/// <summary>
/// Every way in which a send or a check can end without success. The names are the PowerShell error ids, the
/// <c>kind=</c> of the log's Error line and the <c>ErrorKind</c> of results and sessions.
/// </summary>
public enum SmtpErrorKind
{
    /// <summary>The server's name has no address.</summary>
    HostNotFound,

    /// <summary>Nothing listens at that address and port, or no route leads there.</summary>
    ConnectionRefused,

    /// <summary>No connection, greeting or handshake within the connection time-out.</summary>
    ConnectionTimeout,

    /// <summary>The connection ended in the middle of the conversation.</summary>
    ConnectionLost,

    /// <summary>TLS could not be negotiated.</summary>
    TlsHandshakeFailed,

    /// <summary>TLS was negotiated, and the server's certificate is not acceptable.</summary>
    CertificateInvalid,

    /// <summary>The server does not offer STARTTLS, and encryption was required.</summary>
    StartTlsNotOffered,

    /// <summary>The server wants a login first (530).</summary>
    AuthenticationRequired,

    /// <summary>The server refused the login.</summary>
    AuthenticationFailed,

    /// <summary>The server does not offer a mechanism that the credential and the settings allow.</summary>
    MechanismNotOffered,

    /// <summary>Only a mechanism that shows the password was left, and the connection is not encrypted.</summary>
    ClearTextRefused,

    /// <summary>The message needs an extension that the server does not offer.</summary>
    CapabilityNotOffered,

    /// <summary>The proxy did not let the connection through.</summary>
    ProxyFailed,

    /// <summary>The server refused the sender.</summary>
    SenderRejected,

    /// <summary>The server refused a recipient.</summary>
    RecipientRejected,

    /// <summary>The server refused the message.</summary>
    MessageRejected,

    /// <summary>The message is larger than the server takes.</summary>
    MessageTooLarge,

    /// <summary>The server is not able to serve now (421).</summary>
    ServiceUnavailable,

    /// <summary>The server said something that is not SMTP, or out of turn.</summary>
    ProtocolError,

    /// <summary>The whole send took longer than the send time-out.</summary>
    SendTimeout,

    /// <summary>The user stopped it.</summary>
    Cancelled,

    /// <summary>An address or a header value cannot be sent; nothing was opened.</summary>
    InvalidAddress,

    /// <summary>A file to send cannot be read; nothing was opened.</summary>
    AttachmentNotFound,

    /// <summary>The log cannot be written; nothing was opened.</summary>
    LogUnavailable,
}
