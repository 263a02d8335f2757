using System;
using System.Diagnostics;

namespace SmtpLog.Benchmarks;

/// <summary>
/// Keeps this thread, and those that it starts, on one processor. Where client and server have one each, what a small
/// message takes is mostly the waking of the other: twice as long or not, as the scheduler happens to place them.
/// </summary>
internal sealed class OneProcessor : IDisposable
{
    private readonly long _all;

    public OneProcessor() => _all = Exchange(all => all & -all);

    public void Dispose() => Exchange(_ => _all);

    /// <summary>Without effect on systems that have no such thing.</summary>
    private static long Exchange(Func<long, long> change)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
        {
            return 0;
        }

        using var process = Process.GetCurrentProcess();
        long mask = process.ProcessorAffinity;
        process.ProcessorAffinity = (nint)change(mask);
        return mask;
    }
}
