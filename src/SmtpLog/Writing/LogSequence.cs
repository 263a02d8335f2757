using System.Diagnostics;
using System.Threading;

namespace SmtpLog.Writing;

/// <summary>The numbers that are unique in the process: over all its logs, entries can be merged in order.</summary>
internal static class LogSequence
{
    private static long s_entry;
    private static long s_session;

    /// <summary>Held while entries are numbered and written, so that every file's counters rise.</summary>
    public static object Gate { get; } = new();

    public static int ProcessId { get; } = CurrentProcessId();

    public static long NextSession() => Interlocked.Increment(ref s_session);

    /// <summary>The next entry's number; only under <see cref="Gate"/>.</summary>
    public static long NextEntry() => ++s_entry;

    private static int CurrentProcessId()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }
}
