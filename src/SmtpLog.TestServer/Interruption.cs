using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpLog.TestServer;

/// <summary>
/// Ends a session's waiting when the server stops or the client has been silent for too long. A task beside the
/// read and not a cancelled read, since .NET Framework's sockets cannot cancel one that is under way.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly TaskCompletionSource<Reply> _raised = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _patience;
    private readonly Timer _timer;
    private Task? _abandoned;

    public Interruption(TimeSpan patience)
    {
        _patience = patience;
        _timer = new Timer(
            static state => ((Interruption)state!).Raise(Reply.Idle), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends what the session waits for now or next. The first call counts.</summary>
    public void Raise(Reply farewell) => _raised.TrySetResult(farewell);

    /// <summary>Ends a session that never has to wait, since its client sends faster than the server reads.</summary>
    /// <exception cref="SessionInterruptedException">It was interrupted.</exception>
    public void ThrowIfRaised()
    {
        if (_raised.Task.IsCompleted)
        {
            throw new SessionInterruptedException(_raised.Task.Result);
        }
    }

    /// <summary>Waits for work on the connection. Work that is done counts as done.</summary>
    /// <exception cref="SessionInterruptedException">It was interrupted; the work is still under way.</exception>
    public async Task GuardAsync(Task work)
    {
        if (!work.IsCompleted)
        {
            _timer.Change(_patience, Timeout.InfiniteTimeSpan);
            await Task.WhenAny(work, _raised.Task).ConfigureAwait(false);
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        if (!work.IsCompleted)
        {
            _abandoned = work;
            throw new SessionInterruptedException(await _raised.Task.ConfigureAwait(false));
        }

        await work.ConfigureAwait(false);
    }

    /// <summary>
    /// Waits for work on a connection that is closed. How it fails tells nothing any more: closing makes it fail.
    /// </summary>
    public static async Task SettleAsync(Task work)
    {
        await Task.WhenAny(work).ConfigureAwait(false);
        _ = work.Exception;
    }

    /// <summary>Waits for the work that was interrupted.</summary>
    public Task SettleAsync() => SettleAsync(_abandoned ?? Task.CompletedTask);

    public void Dispose() => _timer.Dispose();
}
