using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;

namespace SmtpLog.Benchmarks;

/// <summary>
/// Keeps all threads of this process on one processor. Where client and server have one each, what a small message takes is
/// mostly the waking of the other: twice as long or not, as the scheduler happens to place them.
/// </summary>
internal sealed partial class OneProcessor : IDisposable
{
    private readonly ulong _all;

    public OneProcessor()
    {
        using var process = Process.GetCurrentProcess();
        _all = OperatingSystem.IsLinux() || OperatingSystem.IsWindows() ? (ulong)process.ProcessorAffinity : 0;
        Set(_all & (~_all + 1));
    }

    public void Dispose() => Set(_all);

    /// <summary>Without effect on systems that have no such thing.</summary>
    private static void Set(ulong mask)
    {
        if (OperatingSystem.IsWindows())
        {
            using var process = Process.GetCurrentProcess();
            process.ProcessorAffinity = (nint)mask;
        }
        else if (OperatingSystem.IsLinux())
        {
            // There an affinity is that of a thread, and of those that it starts from then on.
            foreach (string task in Directory.EnumerateDirectories("/proc/self/task"))
            {
                _ = SetAffinity(int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture), sizeof(ulong), mask);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint size, in ulong mask);
}
