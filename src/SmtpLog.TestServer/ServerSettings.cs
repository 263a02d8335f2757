using System;
using SmtpLog.TestServer.Authentication;
using SmtpLog.TestServer.Rehearsing;

namespace SmtpLog.TestServer;

/// <summary>What all connections of one server share.</summary>
internal sealed class ServerSettings
{
    public required SmtpTls Tls { get; init; }

    /// <summary>Null without TLS.</summary>
    public required ThrowAwayCertificate? Certificate { get; init; }

    public required Logins Logins { get; init; }

    public required OfferedMechanisms Mechanisms { get; init; }

    public required MessageStore Store { get; init; }

    public required Courses Courses { get; init; }

    /// <summary>How long a client may be silent, or not read.</summary>
    public required TimeSpan Patience { get; init; }
}
