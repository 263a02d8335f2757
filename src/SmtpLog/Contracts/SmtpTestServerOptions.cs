using System.Collections.Generic;
using System.Net;
using SmtpLog.Rehearsing;

namespace SmtpLog.Contracts;

/// <summary>How a test server behaves.</summary>
internal sealed class SmtpTestServerOptions
{
    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary><see cref="SmtpTls.StartTls"/>, <see cref="SmtpTls.Implicit"/> or <see cref="SmtpTls.None"/>.</summary>
    public SmtpTls Tls { get; init; } = SmtpTls.StartTls;

    /// <summary>The one login that is accepted; null: any, and mail without one.</summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>The token that XOAUTH2 takes; null: the password of <see cref="Credential"/>, or any.</summary>
    public string? AccessToken { get; init; }

    /// <summary>What AUTH offers; empty: all that the credential allows.</summary>
    public IReadOnlyList<SmtpAuthenticationMechanism> Mechanisms { get; init; } = [];

    /// <summary>What is said in place of the server's own replies, counted over all connections.</summary>
    public Rehearsal? Rehearsal { get; init; }

    /// <summary>The same for each connection in turn, the last for all that follow.</summary>
    public IReadOnlyList<Rehearsal> Replays { get; init; } = [];
}
