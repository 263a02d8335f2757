using System;
using System.Collections.Generic;
using System.Diagnostics;
using SmtpLog.Contracts;
using SmtpLog.Writing;

namespace SmtpLog.Mail;

/// <summary>One connection, from its Connecting line to its closed line.</summary>
internal sealed class MailSession
{
    private readonly SmtpTransporterOptions _options;
    private readonly SessionRecorder _recorder;
    private readonly TlsHandshake _handshake;
    private readonly Authenticator _authenticator;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
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

        _handshake = new TlsHandshake(options, _recorder, Clock);
        var logger = new RecordingLogger(_recorder, Clock) { Connected = TransportStands };
        Client = new SessionClient(options, logger, Clean, _handshake.Certificate);
        logger.BeforePortion = () => _handshake.BeforePortion(Client);
        _authenticator = new Authenticator(options, Client, _recorder);
    }

    public SessionClient Client { get; }

    public string Host => _options.Host;

    public long Id => _recorder.SessionId;

    public StageClock Clock { get; } = new();

    /// <summary>Null until TCP stands.</summary>
    public Route? Route { get; private set; }

    /// <summary>What a handshake agreed on; null before one.</summary>
    public TlsFacts? Tls => _handshake.Facts;

    public CertificateCheck Certificate => _handshake.Certificate;

    /// <summary>The mechanism that was used last; null before the first.</summary>
    public string? MechanismName => _authenticator.MechanismName;

    /// <summary>What the server said last, masked.</summary>
    public ReplyCollector Replies => _recorder.Replies;

    public SmtpStage Stage => _handshake.IsUnderWay ? SmtpStage.Tls : _recorder.Stage;

    /// <summary>How far the server's answers have come in a transaction; commands may be ahead of them (RFC 2920).</summary>
    public SmtpStage TransactionStage => _isOpen && !Client.SenderAccepted ? SmtpStage.Mail : Stage;

    public long ContentSize => _recorder.ContentSize;

    /// <summary>False where the server has gone while the connection was idle.</summary>
    public bool IsAlive => Client.IsConnected && Route is { HasNews: false };

    public int Messages { get; set; }

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
        Route = Connector.Connect(_options, deadline.Connect);
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
            _handshake.BeginImplicit();
        }

        using (deadline.Connect.Register(Route!.Dispose))
        {
            Client.Connect(Route.Stream, _options.Host, _options.Port, TlsSettings.Mode(_options));
        }
    }

    public void Authenticate(Deadline deadline)
    {
        using (deadline.Connect.Register(Route!.Dispose))
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

        using (deadline.Connect.Register(Route!.Dispose))
        {
            new Greeting(Route.Stream, _recorder, Clock).Exchange();
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
        catch (Exception e) when (Goodbye.IsGone(e))
        {
            return false;
        }
    }

    /// <summary>Puts a wait of MailKit's under the deadline.</summary>
    public T Within<T>(Deadline deadline, Func<SessionClient, T> work)
    {
        using (deadline.Send.Register(Route!.Dispose))
        {
            return work(Client);
        }
    }

    /// <summary>Writes why the session, or a message in it, failed.</summary>
    public void Fail(SmtpFailure failure)
    {
        if (_handshake.IsUnderWay)
        {
            LogConnected(secure: false);
        }
        else
        {
            _handshake.Abandon();
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
            Goodbye.Say(Client, Route);
        }
        finally
        {
            Route?.Dispose();
            Client.Dispose();
            _recorder.Event(LogEvents.Closed(Messages, _recorder.BytesSent, _recorder.BytesReceived, _clock.Elapsed));
        }
    }

    private void TransportStands()
    {
        if (_handshake.End())
        {
            LogConnected(secure: true);
        }
    }

    private void LogConnected(bool secure) =>
        _recorder.Event(LogEvents.Connected(_options.Host, _options.Port, secure, Route!.Remote, Route.Local, Route.Elapsed));
}
