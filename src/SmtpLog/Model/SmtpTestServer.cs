using System;
using System.Collections.Generic;
using SmtpLog.Contracts;
using SmtpLog.Reading;

namespace SmtpLog;

/// <summary>A real SMTP server on loopback, to try things on. Made by <c>Start-SmtpTestServer</c>.</summary>
public sealed class SmtpTestServer : IDisposable
{
    private readonly ISmtpTestServerEngine _engine;
    private readonly Action<SmtpTestServer> _disposed;

    internal SmtpTestServer(ISmtpTestServerEngine engine, SmtpTls tls, Action<SmtpTestServer> disposed)
    {
        _engine = engine;
        _disposed = disposed;
        Tls = tls;
        Port = engine.Port;
        ServerCertificateThumbprint = engine.ServerCertificateThumbprint;
    }

    /// <summary>The address it listens on: loopback, never another.</summary>
    public string Host { get; } = "127.0.0.1";

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>How it encrypts.</summary>
    public SmtpTls Tls { get; }

    /// <summary>The SHA-256 thumbprint of its throw-away certificate; null without TLS.</summary>
    public string? ServerCertificateThumbprint { get; }

    /// <summary>False once it was stopped.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>The messages taken so far, oldest first. They stay after the server stops.</summary>
    public IReadOnlyList<SmtpTestMessage> Messages => _engine.Messages;

    /// <summary>What was said so far, secrets masked.</summary>
    public IReadOnlyList<SmtpLogEntry> Transcript => LogReader.ReadAll(_engine.Transcript);

    /// <summary>Stops it: ends its connections and frees its port.</summary>
    public void Dispose()
    {
        if (IsRunning)
        {
            IsRunning = false;
            _engine.Dispose();
            _disposed(this);
        }
    }

    /// <summary>Address, port and encryption.</summary>
    public override string ToString() => $"{Host}:{Port} ({Tls})";
}
