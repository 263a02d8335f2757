using System;
using System.Diagnostics;
using System.Net;
using SmtpLog.Writing;

namespace SmtpLog.TestServer;

/// <summary>Writes one connection down, in the order of the conversation and as it reads without encryption.</summary>
internal sealed class SessionTranscript(IPEndPoint server, TranscriptSink sink)
{
    private readonly SessionRecorder _recorder = new($"{server.Address}", server.Port, [sink]);
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public void Opened(EndPoint? client, bool secure) => _recorder.Event(
        LogEvents.Connected($"{server.Address}", server.Port, secure, $"{client}", $"{server}", TimeSpan.Zero));

    /// <summary>Bytes from the client; each command before the reply to it, so that secrets are known in time.</summary>
    public void Received(ReadOnlySpan<byte> bytes) => _recorder.Client(bytes);

    public void Sent(ReadOnlySpan<byte> bytes) => _recorder.Server(bytes);

    public void Secured(string protocol) => _recorder.Event(new LogEvent("SMTP TLS established.", LogEvent.Fact("protocol", protocol)));

    /// <summary>Bytes that came in clear behind STARTTLS: counted, not shown, since nobody knows what they are.</summary>
    public void Discarded(int count) => _recorder.Event(new LogEvent("SMTP Bytes after STARTTLS discarded.", LogEvent.Fact("bytes", count)));

    public void Failed(SmtpErrorKind kind, string message)
    {
        var failure = new SmtpFailure { Kind = kind, Stage = _recorder.Stage, Sentence = message };
        _recorder.Event(LogEvents.Error(failure, message, user: null));
    }

    public void Closed(int messages) =>
        _recorder.Event(LogEvents.Closed(messages, _recorder.BytesSent, _recorder.BytesReceived, _clock.Elapsed));
}
