using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using MailKit;
using SmtpLog.Contracts;
using SmtpLog.Writing;

namespace SmtpLog.Mail;

/// <summary>One connection, from its Connecting line to its closed line.</summary>
internal sealed class MailSession
{
    private static readonly TimeSpan s_quitTimeout = TimeSpan.FromSeconds(3);

    private readonly SmtpTransporterOptions _options;
    private readonly SessionRecorder _recorder;
    private readonly CertificateCheck _certificate;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Stopwatch _handshake = new();
    private readonly Authenticator _authenticator;
    private Route? _route;
    private bool _isHandshaking;
    private bool _isTlsLogged;
    private bool _isOpen;
    private bool _isClosed;

    public MailSession(SmtpTransporterOptions options, IEnumerable<ILogSink> sinks)
    {
        _options = options;
        _recorder = new SessionRecorder(options.Host, options.Port, sinks, LogSequence.Shared);
        if (options.Credential?.Password is { Length: > 0 } secret)
        {
            _recorder.Redactor.AddSecret(secret);
        }

        _certificate = new CertificateCheck(options);
        var logger = new RecordingLogger(_recorder, Clock) { Connected = TransportStands, BeforePortion = LogTls };
        Client = new SessionClient(logger, Clean)
        {
            ServerCertificateValidationCallback = _certificate.Validate,
            CheckCertificateRevocation = !options.SkipCertificateRevocationCheck && !options.SkipCertificateCheck && options.Pins.Count == 0,
            SslProtocols = TlsSettings.Protocols(options.MinimumTlsVersion),
            Timeout = int.MaxValue, // The deadline ends what takes too long, by closing the socket.
        };
        _authenticator = new Authenticator(options, Client, _recorder);
        if (options.LocalDomain is not null)
        {
            Client.LocalDomain = options.LocalDomain;
        }

        if (options.ClientCertificate is not null)
        {
            Client.ClientCertificates = [options.ClientCertificate];
        }
    }

    public SessionClient Client { get; }

    public string Host => _options.Host;

    public long Id => _recorder.SessionId;

    public CertificateProblem? CertificateProblem => _certificate.Problem;

    /// <summary>The server's certificate, also one that was refused; null without TLS.</summary>
    public SmtpCertificate? Certificate => _certificate.Describe();

    /// <summary>True once TCP stands.</summary>
    public bool IsConnected => _route is not null;

    public SmtpStage Stage => _isHandshaking ? SmtpStage.Tls : _recorder.Stage;

    /// <summary>How far the server's answers have come in a transaction; commands may be ahead of them (RFC 2920).</summary>
    public SmtpStage TransactionStage => _isOpen && !Client.SenderAccepted ? SmtpStage.Mail : Stage;

    /// <summary>The code of the server's last reply; 0 where it has not ended, or was none.</summary>
    public int LastCode => _recorder.Replies.IsComplete ? _recorder.Replies.Code : 0;

    public string? LastEnhancedCode => _recorder.Replies.EnhancedCode;

    /// <summary>What the server said last, masked.</summary>
    public string LastWords => _recorder.Replies.Text;

    /// <summary>The mechanism that was used last; null before the first.</summary>
    public string? MechanismName => _authenticator.MechanismName;

    /// <summary>The server's last 334 challenge, masked: XOAUTH2 says there why it refuses.</summary>
    public string? Challenge => _recorder.Replies.Challenge;

    public long ContentSize => _recorder.ContentSize;

    /// <summary>False where the server has gone while the connection was idle.</summary>
    public bool IsAlive => Client.IsConnected && _route is { HasNews: false };

    public int Messages { get; set; }

    public Route? Route => _route;

    public StageClock Clock { get; } = new();

    public bool IsAuthenticated => Client.IsAuthenticated;

    /// <summary>Null until a handshake ended; protocol and cipher are null where the connection ended before they could be read.</summary>
    public TlsFacts? Tls { get; private set; }

    /// <summary>The server's words as they may be shown.</summary>
    public string Clean(string words) => _recorder.Redactor.Scrub(words);

    /// <summary>All that comes before the first message.</summary>
    public void Open(Deadline deadline)
    {
        Connect(deadline);
        SayHello(deadline);
        Authenticate(deadline);
        deadline.EndConnect();
        _isOpen = true;
    }

    /// <summary>Name, address and TCP.</summary>
    public void Connect(Deadline deadline)
    {
        _recorder.Event(LogEvents.Connecting(_options.Host, _options.Port));
        deadline.BeginConnect();
        _route = Connector.Connect(_options, deadline.Connect);
        if (!_options.IsImplicitTls)
        {
            LogConnected(secure: false);
        }
    }

    /// <summary>Greeting, EHLO and TLS, in the order that the settings demand.</summary>
    public void SayHello(Deadline deadline)
    {
        if (_options.IsImplicitTls)
        {
            _isHandshaking = true;
            _handshake.Start();
        }

        using (deadline.Connect.Register(_route!.Dispose))
        {
            Client.Connect(_route.Stream, _options.Host, _options.Port, TlsSettings.Mode(_options));
        }
    }

    public void Authenticate(Deadline deadline)
    {
        using (deadline.Connect.Register(_route!.Dispose))
        {
            _authenticator.Authenticate();
        }
    }

    /// <summary>Reads the greeting and says goodbye, without EHLO. With implicit TLS the greeting comes after the handshake, and is not read.</summary>
    /// <exception cref="MailFailureException">The greeting refuses.</exception>
    public void Greet(Deadline deadline)
    {
        if (_options.IsImplicitTls)
        {
            LogConnected(secure: false);
            return;
        }

        using (deadline.Connect.Register(_route!.Dispose))
        {
            new Greeting(_route.Stream, _recorder, Clock).Exchange();
        }
    }

    /// <summary>Asks with NOOP whether the server is still there after an idle pause.</summary>
    public bool IsAnswering(Deadline deadline)
    {
        try
        {
            return Within(deadline, client =>
            {
                client.NoOp();
                return true;
            });
        }
        catch (Exception e) when (IsGone(e))
        {
            return false;
        }
    }

    /// <summary>Puts a wait of MailKit's under the deadline.</summary>
    public T Within<T>(Deadline deadline, Func<SessionClient, T> work)
    {
        using (deadline.Send.Register(_route!.Dispose))
        {
            return work(Client);
        }
    }

    /// <summary>Writes why the session, or a message in it, failed.</summary>
    public void Fail(SmtpFailure failure)
    {
        if (_isHandshaking && IsConnected)
        {
            LogConnected(secure: false);
        }
        else if (_handshake.ElapsedTicks > 0 && !_isTlsLogged && _options.IsImplicitTls)
        {
            LogTls(protocol: null, cipher: null);
        }

        _recorder.Event(LogEvents.Error(failure, failure.Describe(_options.Host, _options.Port), _options.LogUserName ? _options.Credential?.UserName : null));
    }

    /// <summary>Ends the session, politely where it still stands, and writes its closed line.</summary>
    public void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        try
        {
            Quit();
        }
        finally
        {
            _route?.Dispose();
            Client.Dispose();
            _recorder.Event(LogEvents.Closed(Messages, _recorder.BytesSent, _recorder.BytesReceived, _clock.Elapsed));
        }
    }

    private void Quit()
    {
        if (!Client.IsConnected || _route is not { IsOpen: true })
        {
            return;
        }

        using var patience = new CancellationTokenSource(s_quitTimeout);
        using (patience.Token.Register(_route.Dispose))
        {
            try
            {
                Client.Disconnect(quit: true);
            }
            catch (Exception e) when (IsGone(e))
            {
                // The server went before the goodbye; the closed line says that it is over.
            }
        }
    }

    private static bool IsGone(Exception e) => e is IOException or SocketException or ObjectDisposedException or ProtocolException
        or CommandException or ReplyTooLongException or AuthenticationException or ServiceNotConnectedException;

    private void TransportStands()
    {
        if (_isHandshaking)
        {
            _handshake.Stop();
            _isHandshaking = false;
            LogConnected(secure: true);
        }
    }

    private void LogConnected(bool secure) =>
        _recorder.Event(LogEvents.Connected(_options.Host, _options.Port, secure, _route!.Remote, _route.Local, _route.Elapsed));

    /// <summary>The first portion after a handshake: only now can its facts be read.</summary>
    private void LogTls()
    {
        if (_isTlsLogged)
        {
            return;
        }

        if (!_certificate.IsChecked)
        {
            if (_recorder.Stage == SmtpStage.Tls)
            {
                // STARTTLS is out; what follows its reply, in however many portions that comes, is the handshake.
                _handshake.Restart();
            }

            return;
        }

        // What the server said before the handshake is no part of what it says under its protection.
        _recorder.Replies.Forget();
        _handshake.Stop();
        _isTlsLogged = true;
        Client.IsHandshakeDone = true;
        LogTls(TlsSettings.ProtocolName(Client), TlsSettings.CipherName(Client));
        Client.IsHandshakeDone = false;
    }

    private void LogTls(string? protocol, string? cipher)
    {
        Tls = new TlsFacts(protocol, cipher);
        Clock.Add(SmtpStage.Tls, _handshake.Elapsed);
        _recorder.Event(LogEvents.TlsEstablished(_certificate.Facts(), protocol, cipher, _handshake.Elapsed));
    }
}
