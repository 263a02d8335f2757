using System;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using SmtpLog.Writing;

namespace SmtpLog.TestServer;

/// <summary>
/// Writes one connection down without encryption, in the order of the conversation and with the client's words for it:
/// the server is remote, and what the client says is sent. So it reads like the client's own log.
/// </summary>
internal sealed class SessionTranscript
{
    private readonly IPEndPoint _server;
    private readonly IPEndPoint _client;
    private readonly SessionRecorder _recorder;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public SessionTranscript(IPEndPoint server, IPEndPoint client, TranscriptSink sink)
    {
        _server = server;
        _client = client;
        _recorder = new SessionRecorder(server.Address.ToString(), server.Port, [sink], sink.Sequence);
    }

    public void Opened(bool secure)
    {
        string host = _server.Address.ToString();
        _recorder.Event(LogEvents.Connecting(host, _server.Port));
        _recorder.Event(LogEvents.Connected(
            host, _server.Port, secure, _server.ToString(), _client.ToString(), _clock.Elapsed));
    }

    /// <summary>Bytes from the client; each command before the reply to it, so that secrets are known in time.</summary>
    public void Received(ReadOnlySpan<byte> bytes) => _recorder.Client(bytes);

    public void Sent(ReadOnlySpan<byte> bytes) => _recorder.Server(bytes);

    public void Secured(SslStream stream, ThrowAwayCertificate certificate, TimeSpan elapsed) =>
        _recorder.Event(LogEvents.TlsEstablished(
            [
                LogEvent.Fact("subject", certificate.Certificate.Subject),
                LogEvent.Fact("issuer", certificate.Certificate.Issuer),
                LogEvent.Fact("thumbprint", certificate.Thumbprint),
                LogEvent.Fact("notAfter", certificate.Certificate.NotAfter.ToUniversalTime().ToString("s", CultureInfo.InvariantCulture) + "Z"),
            ],
            stream.SslProtocol.ToString(),
            CipherOf(stream),
            elapsed));

    /// <summary>Bytes that came in clear behind STARTTLS: counted, not shown, since nobody knows what they are.</summary>
    public void Discarded(int count) =>
        _recorder.Event(new LogEvent("SMTP Bytes behind STARTTLS discarded.", LogEvent.Fact("bytes", count)));

    public void Failed(SmtpErrorKind kind, string message) =>
        _recorder.Event(LogEvents.Error(new SmtpFailure { Kind = kind, Stage = _recorder.Stage }, message, user: null));

    public void Closed(int messages) =>
        _recorder.Event(LogEvents.Closed(messages, _recorder.BytesSent, _recorder.BytesReceived, _clock.Elapsed));

    private static string CipherOf(SslStream stream)
    {
#if NETFRAMEWORK
        return $"{stream.CipherAlgorithm}-{stream.HashAlgorithm}";
#else
        return stream.NegotiatedCipherSuite.ToString();
#endif
    }
}
