using System;
using MailKit;
using SmtpLog.Writing;

namespace SmtpLog.Mail;

/// <summary>Hands what MailKit sends and receives to the recorder.</summary>
internal sealed class RecordingLogger(SessionRecorder recorder, StageClock clock) : IProtocolLogger
{
    /// <summary>Set by MailKit; the recorder masks by itself, in both directions.</summary>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Called once when TCP, and with implicit TLS the handshake, stand; before the greeting is read.</summary>
    public Action? Connected { get; set; }

    /// <summary>Called before each portion is recorded.</summary>
    public Action? BeforePortion { get; set; }

    public void LogConnect(Uri uri)
    {
        Connected?.Invoke();
        clock.Sent();
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        BeforePortion?.Invoke();
        recorder.Client(buffer.AsSpan(offset, count));
        clock.Sent();
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        BeforePortion?.Invoke();
        clock.Received(recorder.Stage);
        recorder.Server(buffer.AsSpan(offset, count));
    }

    public void Dispose()
    {
        // The recorder belongs to the session.
    }
}
