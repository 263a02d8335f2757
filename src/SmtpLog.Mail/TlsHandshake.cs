using System.Diagnostics;
using SmtpLog.Contracts;
using SmtpLog.Writing;

namespace SmtpLog.Mail;

/// <summary>The TLS handshake of a session: how long it took, what came of it, and its line in the log.</summary>
internal sealed class TlsHandshake(SmtpTransporterOptions options, SessionRecorder recorder, StageClock clock)
{
    private readonly Stopwatch _time = new();
    private bool _isLogged;

    /// <summary>Who decides on the server's certificate.</summary>
    public CertificateCheck Certificate { get; } = new(options);

    /// <summary>True from the beginning of an implicit handshake to its good end; with STARTTLS the commands tell the stage.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Null until a handshake ended; protocol and cipher are null where the connection ended before they could be read.</summary>
    public TlsFacts? Facts { get; private set; }

    /// <summary>TCP stands, and TLS comes first.</summary>
    public void BeginImplicit()
    {
        IsUnderWay = true;
        _time.Start();
    }

    /// <summary>The connection stands for what comes over it. True where a handshake came first.</summary>
    public bool End()
    {
        if (!IsUnderWay)
        {
            return false;
        }

        _time.Stop();
        IsUnderWay = false;
        return true;
    }

    /// <summary>
    /// Comes before each portion of either side; the first one after a handshake is the moment in which its facts can
    /// be read and logged.
    /// </summary>
    public void BeforePortion(SessionClient client)
    {
        if (_isLogged)
        {
            return;
        }

        if (!Certificate.IsChecked)
        {
            if (recorder.Stage == SmtpStage.Tls)
            {
                // STARTTLS is out; what follows its reply, in however many portions that comes, is the handshake.
                _time.Restart();
            }

            return;
        }

        // What the server said before the handshake is no part of what it says under its protection.
        recorder.Replies.Forget();
        _time.Stop();
        client.IsHandshakeDone = true;
        Log(TlsSettings.ProtocolName(client), TlsSettings.CipherName(client));
        client.IsHandshakeDone = false;
    }

    /// <summary>The session failed: an implicit handshake that had ended is told of, though nothing came over it.</summary>
    public void Abandon()
    {
        if (options.IsImplicitTls && _time.ElapsedTicks > 0 && !_isLogged)
        {
            Log(protocol: null, cipher: null);
        }
    }

    private void Log(string? protocol, string? cipher)
    {
        _isLogged = true;
        Facts = new TlsFacts(protocol, cipher);
        clock.Add(SmtpStage.Tls, _time.Elapsed);
        recorder.Event(LogEvents.TlsEstablished(Certificate.Facts(), protocol, cipher, _time.Elapsed));
    }
}
