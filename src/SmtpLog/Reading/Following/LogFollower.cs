using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace SmtpLog.Reading.Following;

/// <summary>Follows any number of logs, in turn as they grow, until it is cancelled or none is left.</summary>
/// <param name="changes">What it waits for when there is nothing to read.</param>
/// <param name="failed">Is told what cannot be read, and why.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class LogFollower(IChangeSignal changes, Action<string, Exception> failed, CancellationToken cancellation) : IDisposable
{
    private readonly List<FollowedLog> _logs = [];

    /// <summary>One more log to follow.</summary>
    /// <param name="files">The files that it is in, in order, the last of which may grow.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="output">Takes its records.</param>
    /// <param name="caughtUp">Called once, when all has been read that was there.</param>
    /// <exception cref="UnfollowableException">Nothing can be appended to it.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public void Add(IReadOnlyList<string> files, LogReaderOptions options, IRecordOutput output, Action caughtUp) =>
        _logs.Add(new FollowedLog(files, options, output, failed, caughtUp));

    /// <summary>Returns when no log is left that could be read.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run()
    {
        while (_logs.Count > 0)
        {
            bool any = false;
            foreach (FollowedLog log in _logs.ToArray())
            {
                any |= ReadOn(log);
            }

            if (!any && _logs.Count > 0)
            {
                changes.Wait(cancellation);
            }
        }
    }

    public void Dispose()
    {
        foreach (FollowedLog log in _logs)
        {
            log.Dispose();
        }
    }

    private bool ReadOn(FollowedLog log)
    {
        try
        {
            return log.ReadOn();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or UnknownDialectException)
        {
            failed(log.Path, e);
            _logs.Remove(log);
            using (log)
            {
                End(log);
            }

            return true;
        }
    }

    /// <summary>What it held back comes out, as far as that can be read.</summary>
    private static void End(FollowedLog log)
    {
        try
        {
            log.Complete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was told already that it cannot be read.
        }
    }
}
