using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Stress;
using SmtpLog.Tests.Writing;
using Xunit;

namespace SmtpLog.Tests.Durability;

/// <summary>Processes × runspaces × sends at a size for every day; the benchmark project has it in full.</summary>
[Collection(Busy.Name)]
public sealed class StressTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static StressPlan Plan => new() { Processes = 4, Runspaces = 2, Sends = 25 };

    [Fact]
    public async Task Processes_that_share_a_log_file_lose_and_tear_nothing()
    {
        var report = await RunAsync(Plan with { OwnLog = true });
        Assert.Equal(8, report.Sessions);
    }

    [Fact]
    public async Task Processes_that_rotate_in_one_folder_lose_and_tear_nothing()
    {
        var report = await RunAsync(Plan with { ProcessLog = true, MaximumSize = 16 * 1024 });
        Assert.InRange(report.Files.Count, 5, int.MaxValue);
        Assert.Equal(Enumerable.Range(1, report.Files.Count).Select(Name), report.Files.Select(Path.GetFileName));
        Assert.All(report.Files.SkipLast(1), file => Assert.InRange(new FileInfo(file).Length, 16 * 1024, 32 * 1024));
    }

    [Fact]
    public async Task A_number_is_missing_in_a_log_only_where_the_other_log_of_the_process_has_it()
    {
        var report = await RunAsync(Plan with { Sends = 10, OwnLog = true, ProcessLog = true, Content = SmtpLogContent.None });
        Assert.Equal(16, report.Sessions);
    }

    [Fact]
    public async Task Old_files_go_and_nobody_elses_do()
    {
        string logs = Directory.CreateDirectory(_folder.File("logs")).FullName;
        string[] others = ["SmtpLog_1.json", "SmtpLog_1.jsonl", "SmtpLog_x.txt", "SmtpLog_01.txt", "SmtpLog_-1.txt", "SmtpLog_1.txt.bak", "SmtpLog_.txt", "other_1.txt"];
        foreach (string other in others)
        {
            await File.WriteAllTextAsync(Path.Combine(logs, other), "somebody else's", TestContext.Current.CancellationToken);
        }

        Directory.CreateDirectory(Path.Combine(logs, "SmtpLog_3.txt"));
        await File.WriteAllTextAsync(Path.Combine(logs, "SmtpLog_3.txt", "inside"), "somebody else's", TestContext.Current.CancellationToken);

        var report = await RunAsync(Plan with { ProcessLog = true, MaximumSize = 16 * 1024, MaximumFiles = 5 });

        Assert.InRange(report.Files.Count, 2, 5);
        int highest = int.Parse(Path.GetFileNameWithoutExtension(report.Files[^1])["SmtpLog_".Length..], CultureInfo.InvariantCulture);
        Assert.InRange(highest, 8, int.MaxValue);
        Assert.Equal(
            report.Files.Concat(others.Append("SmtpLog_3.txt").Select(other => Path.Combine(logs, other))).Order(),
            Directory.EnumerateFileSystemEntries(logs).Order());
        Assert.All(others.Append("SmtpLog_3.txt/inside"), other => Assert.Equal("somebody else's", File.ReadAllText(Path.Combine(logs, other))));
    }

    public void Dispose() => _folder.Dispose();

    private static string Name(int number) => $"SmtpLog_{number}.txt";

    private async Task<StressReport> RunAsync(StressPlan plan)
    {
        var report = await new StressRun(Staged.PowerShellHost, Staged.Manifest, _folder.Path).RunAsync(plan, TestContext.Current.CancellationToken);
        Assert.Empty(report.Problems.Take(20));
        Assert.Equal(plan.Messages, report.Messages);
        return report;
    }
}
