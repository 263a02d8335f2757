using System;
using System.Threading;

namespace SmtpLog.Contracts;

/// <summary>
/// The one mailer of all who use a transporter. Knows nothing of the transporter, so that a transporter that nobody
/// has any more can be collected, and its connection be ended by <see cref="Abandon"/>.
/// </summary>
internal sealed class SharedMailer(
    SmtpTransporterOptions options,
    Func<SmtpTransporterOptions, ISmtpMailer> connect,
    Action<SharedMailer> begun,
    Action<SharedMailer> ended) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CountdownEvent _checks = new(1);
    private readonly CancellationTokenSource _end = new();
    private ISmtpMailer? _mailer;
    private int _isBegun;
    private bool _isDisposed;

    /// <exception cref="OperationCanceledException">Cancelled while another had its turn.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public SmtpSendResult Send(SmtpMessageOptions message, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        _turn.Wait(stop.Token);
        try
        {
            if (_isDisposed)
            {
                throw new ObjectDisposedException(nameof(SmtpTransporter));
            }

            Begin();
            _mailer ??= connect(options);
            return _mailer.Send(message, stop.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Needs no turn: a check has a connection of its own.</summary>
    /// <exception cref="OperationCanceledException">The process ends.</exception>
    public SmtpTestResult Check(SmtpCheckOptions check, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        Begin();
        if (!_checks.TryAddCount())
        {
            throw new OperationCanceledException(_end.Token);
        }

        try
        {
            using var mailer = connect(options);
            return mailer.Check(check, stop.Token);
        }
        finally
        {
            _checks.Signal();
        }
    }

    /// <summary>Cancels what is under way, for the end of the process: its log still says why.</summary>
    public void Stop() => _end.Cancel();

    /// <summary>Says QUIT on a kept connection and closes its log. Waits for a send that is under way.</summary>
    public void Dispose()
    {
        _turn.Wait();
        try
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _mailer?.Dispose();
            _mailer = null;
            if (_end.IsCancellationRequested)
            {
                _checks.Signal();
                _checks.Wait();
            }
        }
        finally
        {
            _turn.Release();
        }

        ended(this);
    }

    /// <summary>Disposes it in its own time; for a transporter that nobody has any more.</summary>
    public void Abandon()
    {
        if (_isBegun != 0)
        {
            ThreadPool.QueueUserWorkItem(static mailer => ((SharedMailer)mailer!).DisposeUnheard(), this);
        }
    }

    private void DisposeUnheard()
    {
        try
        {
            Dispose();
        }
        catch (Exception)
        {
            // There is nobody to tell, and the process must not end by it.
        }
    }

    private void Begin()
    {
        if (Interlocked.Exchange(ref _isBegun, 1) == 0)
        {
            begun(this);
        }
    }
}
