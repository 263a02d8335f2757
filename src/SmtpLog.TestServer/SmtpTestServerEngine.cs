using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using SmtpLog.Contracts;
using SmtpLog.TestServer.Authentication;
using SmtpLog.TestServer.Rehearsing;
using SmtpLog.Writing;

namespace SmtpLog.TestServer;

/// <summary>A real SMTP server on loopback (RFC 5321) that keeps what it gets.</summary>
internal sealed class SmtpTestServerEngine : ISmtpTestServerEngine
{
    // RFC 5321, section 4.5.3.2.7.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_acceptPause = TimeSpan.FromMilliseconds(50);

    private readonly object _gate = new();
    private readonly Dictionary<SmtpSession, Task> _sessions = [];
    private readonly TranscriptSink _transcript = new(new LogSequence());
    private readonly MessageStore _store = new();
    private readonly ServerSettings _settings;
    private readonly TcpListener _listener;
    private readonly Task _accepting;
    private volatile bool _isStopping;
    private Task? _stopping;

    /// <summary>Listens at once.</summary>
    /// <exception cref="ArgumentException">The options ask for what the server cannot do.</exception>
    /// <exception cref="SocketException">The port is taken.</exception>
    public SmtpTestServerEngine(SmtpTestServerOptions options)
        : this(options, s_patience)
    {
    }

    internal SmtpTestServerEngine(SmtpTestServerOptions options, TimeSpan patience)
    {
        if (options.Tls is SmtpTls.Auto or SmtpTls.Opportunistic)
        {
            throw new ArgumentException("A test server has Tls StartTls, Implicit or None.", nameof(options));
        }

        var logins = new Logins(options);
        var mechanisms = new OfferedMechanisms(options, logins);
        ThrowAwayCertificate? certificate = options.Tls == SmtpTls.None ? null : new ThrowAwayCertificate();
        _listener = new TcpListener(IPAddress.Loopback, options.Port) { ExclusiveAddressUse = true };
        try
        {
            _listener.Start();
        }
        catch (SocketException)
        {
            certificate?.Dispose();
            throw;
        }

        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _settings = new ServerSettings
        {
            Tls = options.Tls,
            Certificate = certificate,
            Logins = logins,
            Mechanisms = mechanisms,
            Store = _store,
            Courses = new Courses(options),
            Patience = patience,
        };
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public string? ServerCertificateThumbprint => _settings.Certificate?.Thumbprint;

    public IReadOnlyList<SmtpTestMessage> Messages => _store.Snapshot();

    public byte[] Transcript => _transcript.ToArray();

    /// <summary>Frees the port, says 421 to all clients and waits until the last has gone. Fit for any thread.</summary>
    public void Dispose()
    {
        Task stopping;
        lock (_gate)
        {
            stopping = _stopping ??= StopAsync();
        }

        stopping.GetAwaiter().GetResult();
    }

    private async Task StopAsync()
    {
        _isStopping = true;
        _listener.Stop();
        List<Task> running = [_accepting];
        foreach (KeyValuePair<SmtpSession, Task> session in _sessions)
        {
            session.Key.Stop();
            running.Add(session.Value);
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        _settings.Certificate?.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                Take(await _listener.AcceptSocketAsync().ConfigureAwait(false));
            }
            catch (Exception failure) when (_isStopping && failure is (ObjectDisposedException or SocketException or InvalidOperationException))
            {
                return;
            }
            catch (SocketException)
            {
                // The client has gone before it was taken, which is nothing, or the process is out of handles,
                // which may pass. Either way the next one gets its chance.
                await Task.Delay(s_acceptPause).ConfigureAwait(false);
            }
        }
    }

    private void Take(Socket socket)
    {
        lock (_gate)
        {
            if (_isStopping)
            {
                socket.Dispose();
                return;
            }

            var session = new SmtpSession(socket, _settings, _transcript);
            _sessions.Add(session, RunAsync(session));
        }
    }

    private async Task RunAsync(SmtpSession session)
    {
        // Off the accepting loop, and not before the session is in the list.
        await Task.Yield();
        using (session)
        {
            await session.RunAsync().ConfigureAwait(false);
        }

        lock (_gate)
        {
            _sessions.Remove(session);
        }
    }
}
