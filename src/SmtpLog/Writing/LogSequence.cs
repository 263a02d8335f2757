using System.Diagnostics;
using System.Threading;

namespace SmtpLog.Writing;

/// <summary>Numbers entries and sessions. One serves all logs of the process, so that their entries can be merged in order.</summary>
internal sealed class LogSequence
{
    private long _entry;
    private long _session;

    /// <summary>The process's own.</summary>
    public static LogSequence Shared { get; } = new();

    public static int ProcessId { get; } = CurrentProcessId();

    /// <summary>Held while entries are numbered and written, so that every file's counters rise.</summary>
    public object Gate { get; } = new();

    public long NextSession() => Interlocked.Increment(ref _session);

    /// <summary>The next entry's number; only under <see cref="Gate"/>.</summary>
    public long NextEntry() => ++_entry;

    private static int CurrentProcessId()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }
}
