namespace SmtpLog.Tests.Scripted;

/// <summary>Places in a conversation at which a fault can strike: the client has spoken, the server has not answered.</summary>
public enum Point
{
    Greeting,
    Hello,
    StartTls,
    Handshake,
    SecureHello,
    Auth,
    Mail,
    Recipient,
    Data,
    Content,
    Dot,

    /// <summary>No fault at all.</summary>
    Quit,
}
