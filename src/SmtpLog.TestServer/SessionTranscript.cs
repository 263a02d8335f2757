using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using SmtpLog.Writing;

namespace SmtpLog.TestServer;

/// <summary>Writes one connection down, in the order of the conversation and as it reads without encryption.</summary>
internal sealed class SessionTranscript(TranscriptSink sink)
{
    private readonly SessionRecorder _recorder = new([sink]);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _received;
    private long _sent;

    public void Opened(EndPoint? client, EndPoint? server, bool secure)
    {
        var address = server as IPEndPoint;
        Event(
            $"SMTP Connected to '{address?.Address}' at port {address?.Port}. ({(secure ? "Secure" : "Not secure")})",
            Fact("client", $"{client}"));
    }

    /// <summary>Bytes from the client; each command before the reply to it, so that secrets are known in time.</summary>
    public void Received(ReadOnlySpan<byte> bytes)
    {
        _received += bytes.Length;
        _recorder.Client(bytes);
    }

    public void Sent(ReadOnlySpan<byte> bytes)
    {
        _sent += bytes.Length;
        _recorder.Server(bytes);
    }

    public void Secured(string protocol) => Event("SMTP TLS established.", Fact("protocol", protocol));

    /// <summary>Bytes that came in clear behind STARTTLS: counted, not shown, since nobody knows what they are.</summary>
    public void Discarded(int count) =>
        Event("SMTP Bytes after STARTTLS discarded.", Fact("bytes", count.ToString(CultureInfo.InvariantCulture)));

    public void Failed(string kind, string message) =>
        Event("SMTP Error.", Fact("kind", kind), Fact("message", message));

    public void Closed(int messages) => Event(
        "SMTP Connection closed.",
        Fact("messages", messages.ToString(CultureInfo.InvariantCulture)),
        Fact("sent", _sent.ToString(CultureInfo.InvariantCulture)),
        Fact("received", _received.ToString(CultureInfo.InvariantCulture)),
        Fact("elapsed", string.Format(CultureInfo.InvariantCulture, "{0}ms", _clock.ElapsedMilliseconds)));

    private static KeyValuePair<string, string> Fact(string key, string value) => new(key, value);

    private void Event(string phrase, params KeyValuePair<string, string>[] facts) =>
        _recorder.Event(new LogEvent(phrase, facts));
}
