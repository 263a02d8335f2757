using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpLog.Tests.Stress;

namespace SmtpLog.Benchmarks;

/// <summary>The stress test in full: 8 processes × 4 runspaces × 250 sends, into one file and into rotating ones.</summary>
internal static class Stressing
{
    private static readonly StressPlan s_full = new() { Processes = 8, Runspaces = 4, Sends = 250 };

    /// <summary>True where nothing is wrong.</summary>
    public static async Task<bool> RunAsync(string host)
    {
        bool isShared = await RunAsync(host, "one file, -LogPath of all", s_full with { OwnLog = true }).ConfigureAwait(false);
        bool isRotated = await RunAsync(host, "Start-SmtpLog of all in one folder, 256 KB a file", s_full with { ProcessLog = true, MaximumSize = 256 * 1024 }).ConfigureAwait(false);
        return isShared && isRotated;
    }

    private static async Task<bool> RunAsync(string host, string name, StressPlan plan)
    {
        string folder = Directory.CreateTempSubdirectory("smtplog-stress-").FullName;
        try
        {
            string manifest = Path.Combine(Engine.Metadata("StagedModule"), "SmtpLog.psd1");
            var report = await new StressRun(host, manifest, folder).RunAsync(plan, CancellationToken.None).ConfigureAwait(false);
            Console.WriteLine(string.Format(
                CultureInfo.InvariantCulture,
                "{0}: {1} processes × {2} runspaces × {3} sends; {4} messages, {5} sessions, {6} lines, {7} bytes, {8} numbered files; {9:0.0} s",
                name, plan.Processes, plan.Runspaces, plan.Sends, report.Messages, report.Sessions, report.Lines, report.Bytes, report.Files.Count, report.Elapsed.TotalSeconds));
            Console.WriteLine("  checked: each line whole; each process's counters rising without a gap; each session from its first line");
            Console.WriteLine("  to its last with the commands and replies that the server saw; each subject once.");
            foreach (string problem in report.Problems.Take(20))
            {
                Console.WriteLine($"  {problem}");
            }

            Console.WriteLine($"  {report.Problems.Count} problems");
            return report.Problems.Count == 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
