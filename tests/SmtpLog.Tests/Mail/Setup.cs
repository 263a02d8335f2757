using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using SmtpLog.Contracts;
using SmtpLog.Tests.Scripted;

namespace SmtpLog.Tests.Mail;

/// <summary>The settings of a transporter, plain text and without a login unless a test says otherwise.</summary>
internal sealed class Setup
{
    public const string User = "bob@example.com";

    public const string Password = "Open.Sesame+42";

    public string Host { get; init; } = "localhost";

    public SmtpTls Tls { get; init; } = SmtpTls.None;

    public SmtpTlsVersion MinimumTlsVersion { get; init; } = SmtpTlsVersion.Tls12;

    public NetworkCredential? Credential { get; init; }

    public bool UsesAccessToken { get; init; }

    public SmtpAuthenticationMechanism Mechanism { get; init; }

    public IReadOnlyList<string> Pins { get; init; } = [];

    public bool CheckRevocation { get; init; }

    public bool SkipCertificateCheck { get; init; }

    public X509Certificate2? ClientCertificate { get; init; }

    public TimeSpan ConnectionTimeout { get; init; } = Bound.Time;

    public TimeSpan SendTimeout { get; init; } = Bound.Time;

    public bool KeepAlive { get; init; } = true;

    public TimeSpan IdlePause { get; init; } = TimeSpan.FromHours(1);

    public Uri? Proxy { get; init; }

    public NetworkCredential? ProxyCredential { get; init; }

    public SmtpLogContent LogContent { get; init; } = SmtpLogContent.None;

    public bool LogUserName { get; init; }

    /// <summary>A login with a mechanism that may show the password without TLS.</summary>
    public static Setup Login(SmtpAuthenticationMechanism mechanism, string password = Password) => new()
    {
        Credential = new NetworkCredential(User, password),
        UsesAccessToken = mechanism is SmtpAuthenticationMechanism.XOAuth2 or SmtpAuthenticationMechanism.OAuthBearer,
        Mechanism = mechanism,
    };

    public SmtpTransporterOptions Options(int port, string? logPath) => new()
    {
        Host = Host,
        Port = port,
        Tls = Tls,
        MinimumTlsVersion = MinimumTlsVersion,
        Credential = Credential,
        UsesAccessToken = UsesAccessToken,
        Mechanism = Mechanism,
        Pins = Pins,
        SkipCertificateRevocationCheck = !CheckRevocation,
        SkipCertificateCheck = SkipCertificateCheck,
        ClientCertificate = ClientCertificate,
        ConnectionTimeout = ConnectionTimeout,
        SendTimeout = SendTimeout,
        KeepAlive = KeepAlive,
        IdlePause = IdlePause,
        LocalDomain = "client.test",
        Proxy = Proxy,
        ProxyCredential = ProxyCredential,
        LogPath = logPath,
        LogContent = LogContent,
        LogUserName = LogUserName,
    };
}
