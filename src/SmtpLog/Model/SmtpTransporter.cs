using System;
using System.Collections.Generic;
using System.Threading;
using SmtpLog.Contracts;

namespace SmtpLog;

/// <summary>
/// Where and how to send. Immutable and reusable; opens nothing before its first use. Several runspaces may use one:
/// its sends take turns. Nothing secret can be read from it.
/// </summary>
public sealed class SmtpTransporter : IDisposable
{
    private readonly SmtpTransporterOptions _options;
    private readonly SharedMailer _mailer;

    internal SmtpTransporter(SmtpTransporterOptions options, SharedMailer mailer)
    {
        _options = options;
        _mailer = mailer;
    }

    /// <summary>Says QUIT on the kept connection of one that was never disposed.</summary>
    ~SmtpTransporter() => _mailer.Abandon();

    /// <summary>The server's name or address.</summary>
    public string SmtpServer => _options.Host;

    /// <summary>The server's port.</summary>
    public int Port => _options.Port;

    /// <summary>When the connection is encrypted.</summary>
    public SmtpTls Tls => _options.Tls;

    /// <summary>The oldest version of TLS that is spoken.</summary>
    public SmtpTlsVersion MinimumTlsVersion => _options.MinimumTlsVersion;

    /// <summary>Who logs in; null without a login.</summary>
    public string? UserName => string.IsNullOrEmpty(_options.Credential?.UserName) ? null : _options.Credential!.UserName;

    /// <summary>The mechanism to log in with.</summary>
    public SmtpAuthenticationMechanism AuthenticationMechanism => _options.Mechanism;

    /// <summary>The thumbprints of the certificates that are accepted; empty where the chain decides.</summary>
    public IReadOnlyList<string> ServerCertificateThumbprint => _options.Pins;

    /// <summary>True where every certificate is accepted.</summary>
    public bool SkipCertificateCheck => _options.SkipCertificateCheck;

    /// <summary>True where revocation is not asked for.</summary>
    public bool SkipCertificateRevocationCheck => _options.SkipCertificateRevocationCheck;

    /// <summary>The thumbprint of the client's certificate; null without one.</summary>
    public string? ClientCertificateThumbprint => _options.ClientCertificate?.Thumbprint;

    /// <summary>How long name, connection, handshake, greeting and login may take together, in seconds.</summary>
    public int ConnectionTimeout => (int)_options.ConnectionTimeout.TotalSeconds;

    /// <summary>How long a whole send may take, in seconds.</summary>
    public int SendTimeout => (int)_options.SendTimeout.TotalSeconds;

    /// <summary>True where the connection is kept for the next message.</summary>
    public bool KeepAlive => _options.KeepAlive;

    /// <summary>The name given in EHLO; null: the machine's.</summary>
    public string? LocalDomain => _options.LocalDomain;

    /// <summary>The proxy, without its password; null without one.</summary>
    public Uri? Proxy => _options.Proxy;

    /// <summary>The log of its own; null without one.</summary>
    public string? LogPath => _options.LogPath;

    /// <summary>How that log is written.</summary>
    public SmtpLogFormat LogFormat => _options.LogFormat;

    /// <summary>How much of a message that log shows.</summary>
    public SmtpLogContent LogContent => _options.LogContent;

    /// <summary>True where the user name is logged.</summary>
    public bool LogUserName => _options.LogUserName;

    /// <summary>Says QUIT on a kept connection and closes its log. Waits for a send that is under way.</summary>
    public void Dispose()
    {
        _mailer.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Server and port.</summary>
    public override string ToString() => $"{SmtpServer}:{Port}";

    internal SmtpTransporterOptions Options => _options;

    /// <exception cref="OperationCanceledException">The process ends.</exception>
    internal SmtpTestResult Check(SmtpCheckOptions check, CancellationToken cancellationToken)
    {
        var result = _mailer.Check(check, cancellationToken);
        GC.KeepAlive(this);
        return result;
    }

    /// <exception cref="OperationCanceledException">Cancelled while another had its turn.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    internal SmtpSendResult Send(SmtpMessageOptions message, CancellationToken cancellationToken)
    {
        var result = _mailer.Send(message, cancellationToken);
        GC.KeepAlive(this);
        return result;
    }
}
