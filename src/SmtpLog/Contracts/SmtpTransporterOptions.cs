using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SmtpLog.Contracts;

/// <summary>Everything a transporter knows, secrets included: stays inside.</summary>
internal sealed class SmtpTransporterOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public SmtpTls Tls { get; init; }

    public SmtpTlsVersion MinimumTlsVersion { get; init; } = SmtpTlsVersion.Tls12;

    /// <summary>User name and password; or, with <see cref="UsesAccessToken"/>, user name and access token.</summary>
    public NetworkCredential? Credential { get; init; }

    public bool UsesAccessToken { get; init; }

    public SmtpAuthenticationMechanism Mechanism { get; init; }

    /// <summary>Upper-case hexadecimal SHA-1 or SHA-256; empty: the chain decides.</summary>
    public IReadOnlyList<string> Pins { get; init; } = [];

    public bool SkipCertificateRevocationCheck { get; init; }

    public bool SkipCertificateCheck { get; init; }

    public X509Certificate2? ClientCertificate { get; init; }

    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(100);

    public bool KeepAlive { get; init; } = true;

    /// <summary>How long a kept connection may be idle before NOOP asks whether the server is still there.</summary>
    public TimeSpan IdlePause { get; init; } = TimeSpan.FromSeconds(5);

    public string? LocalDomain { get; init; }

    public Uri? Proxy { get; init; }

    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>Absolute path; null: no log of its own.</summary>
    public string? LogPath { get; init; }

    public SmtpLogFormat LogFormat { get; init; }

    public SmtpLogContent LogContent { get; init; } = SmtpLogContent.Headers;

    public bool LogUserName { get; init; }

    /// <summary>4D's bodyCharset; null: UTF-8.</summary>
    public Encoding? BodyEncoding { get; init; }

    /// <summary>4D's headerCharset; null: UTF-8.</summary>
    public Encoding? HeaderEncoding { get; init; }

    public bool IsImplicitTls => Tls == SmtpTls.Implicit || (Tls == SmtpTls.Auto && Port == 465);
}
