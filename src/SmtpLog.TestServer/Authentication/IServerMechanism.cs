namespace SmtpLog.TestServer.Authentication;

/// <summary>The server's side of one SASL exchange.</summary>
internal interface IServerMechanism
{
    /// <summary>True where the client may not speak before it was asked (RFC 4954, section 4).</summary>
    bool ServerFirst { get; }

    /// <param name="response">What the client answered; null at the start without an initial response.</param>
    AuthenticationStep Next(byte[]? response);
}
