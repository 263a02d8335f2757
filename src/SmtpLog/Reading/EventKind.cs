namespace SmtpLog.Reading;

/// <summary>What an event tells about its session.</summary>
internal enum EventKind : byte
{
    /// <summary>Not an event of the log but a piece that could not be understood: it belongs to no session.</summary>
    Fragment,

    /// <summary>An event that changes nothing.</summary>
    Other,

    /// <summary>The same, in a dialect that has marks of its own for where a session begins: one that starts with it was cut.</summary>
    Remark,

    /// <summary>A session begins.</summary>
    Connecting,

    /// <summary>The connection stands; begins the session where no Connecting line did.</summary>
    Connected,

    /// <summary>TLS was negotiated.</summary>
    TlsEstablished,

    /// <summary>A fact of the server's certificate, in a tool's words.</summary>
    Certificate,

    /// <summary>The login succeeded.</summary>
    Authenticated,

    /// <summary>Stands for message content that was left out.</summary>
    ContentNotLogged,

    /// <summary>Why the session failed.</summary>
    Error,

    /// <summary>The connection is over, and why it failed may still follow.</summary>
    Disconnected,

    /// <summary>The session is over.</summary>
    Closed,
}
