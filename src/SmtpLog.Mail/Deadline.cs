using System;
using System.Threading;

namespace SmtpLog.Mail;

/// <summary>When an attempt has to end, and whose word that is.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationToken _user;
    private readonly CancellationTokenSource _send;
    private readonly CancellationTokenSource _connect;

    public Deadline(TimeSpan sendTimeout, TimeSpan connectionTimeout, CancellationToken user)
    {
        _user = user;
        _send = CancellationTokenSource.CreateLinkedTokenSource(user);
        _send.CancelAfter(sendTimeout);
        _connect = CancellationTokenSource.CreateLinkedTokenSource(_send.Token);
        ConnectionTimeout = connectionTimeout;
        SendTimeout = sendTimeout;
    }

    public TimeSpan ConnectionTimeout { get; }

    public TimeSpan SendTimeout { get; }

    public CancellationToken Send => _send.Token;

    /// <summary>Ends earlier than <see cref="Send"/>, from <see cref="BeginConnect"/> on.</summary>
    public CancellationToken Connect => _connect.Token;

    /// <summary>Why it is over; null while there is time left.</summary>
    public SmtpErrorKind? Verdict
    {
        get
        {
            if (_user.IsCancellationRequested)
            {
                return SmtpErrorKind.Cancelled;
            }

            if (_send.IsCancellationRequested)
            {
                return SmtpErrorKind.SendTimeout;
            }

            return _connect.IsCancellationRequested ? SmtpErrorKind.ConnectionTimeout : null;
        }
    }

    public void BeginConnect() => _connect.CancelAfter(ConnectionTimeout);

    /// <summary>Connected: only the send's own time counts from here on.</summary>
    public void EndConnect() => _connect.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _connect.Dispose();
        _send.Dispose();
    }
}
