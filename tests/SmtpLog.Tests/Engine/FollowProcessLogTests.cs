using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>The log of the process is followed without being named, while another runspace sends.</summary>
[Collection(ProcessWide.Name)]
public sealed class FollowProcessLogTests : EngineTest
{
    private const string Send = "| ForEach-Object { $t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject $_ -Body y } | ForEach-Object Success";

    [Fact]
    public async Task All_of_it_comes_out_once_over_all_its_files()
    {
        Run("Start-SmtpLog ./logs -MaximumSize 2048 -MaximumFiles 0").All<object>();
        Serve();
        Assert.Equal(3, Run($"1..3 {Send}").All<bool>().Count);
        using var following = new PowerShellSession();
        using var script = new RunningScript(following, "ConvertFrom-SmtpLog -Wait");

        Assert.DoesNotContain(false, Run($"1..12 {Send}; $t.Dispose()").All<bool>());

        string[] files = [.. Run("Get-SmtpLog").Single<SmtpLogStatus>() is var status ? Enumerable.Range(1, status.Number).Select(number => InFolder($"logs/SmtpLog_{number}.txt")) : []];
        string[] lines = [.. files.SelectMany(File.ReadAllLines)];
        Assert.True(files.Length > 3, $"{files.Length} files");
        var entries = await script.Until<SmtpLogEntry>(lines.Length);
        await script.Stop();
        Assert.Equal(lines, entries.Select(entry => entry.ToString()));
        Assert.Equal(
            files.SelectMany(file => File.ReadAllLines(file).Select((_, i) => $"{file} {i + 1}")),
            entries.Select(entry => $"{entry.Path} {entry.LineNumber}"));

        // No command or reply has lost its conversation where a file ended.
        Assert.DoesNotContain(entries, entry => entry.Origin != SmtpLogOrigin.Event && entry.Stage is null);
        OpenFiles.AssertNone(Folder + "/logs/SmtpLog_1.");
    }

    [Fact]
    public async Task A_session_that_went_through_several_files_comes_out_whole()
    {
        Run("Start-SmtpLog ./logs -MaximumSize 2048 -MaximumFiles 0").All<object>();
        Serve();
        using var following = new PowerShellSession();
        Assert.Single(Run($"1 {Send}").All<bool>());
        using var script = new RunningScript(following, "ConvertFrom-SmtpLog -Wait -AsSession");

        Assert.DoesNotContain(false, Run($"2..8 {Send}; $t.Dispose()").All<bool>());

        var session = Assert.Single(await script.Until<SmtpLogSession>(1));
        await script.Stop();
        Assert.Equal((SmtpSessionOutcome.Completed, 8), (session.Outcome, session.Messages.Count));
        Assert.True(session.Entries.Select(entry => entry.Path).Distinct().Count() > 1);
    }

    [Fact]
    public void The_last_entries_are_those_of_the_log_whatever_file_they_are_in()
    {
        Run("Start-SmtpLog ./logs -MaximumSize 2048 -MaximumFiles 0").All<object>();
        Serve();
        Assert.DoesNotContain(false, Run($"1..6 {Send}; $t.Dispose()").All<bool>());

        var all = Run("ConvertFrom-SmtpLog").All<SmtpLogEntry>();

        foreach (int count in new[] { 0, 1, 7, 50, 10_000 })
        {
            Assert.Equal(
                all.TakeLast(count).Select(entry => $"{entry.LineNumber} {entry.Path} {entry}"),
                Run($"ConvertFrom-SmtpLog -Tail {count}").All<SmtpLogEntry>().Select(entry => $"{entry.LineNumber} {entry.Path} {entry}"));
        }

        Assert.Equal(3, Run("ConvertFrom-SmtpLog -Tail 3 -Code 250").Objects.Count);
    }

    [Fact]
    public async Task Following_again_and_again_leaves_nothing_behind()
    {
        WriteFile("a.log", "1 2026-11-24T10:00:00.000Z 7 1 S < \"220 a\"\n"u8.ToArray());
        int watches = 0;
        for (int round = 0; round < 12; round++)
        {
            using var script = new RunningScript(Session, "ConvertFrom-SmtpLog a.log -Wait");
            await script.Until<SmtpLogEntry>(1);
            await script.Stop();
            OpenFiles.AssertNone(Folder);
            watches = round == 1 ? OpenFiles.Watches : watches;
        }

        // A watch is given back by a thread of the framework.
        await Until(() => OpenFiles.Watches <= watches).WithinBound();
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }

    protected override void Dispose(bool disposing)
    {
        global::SmtpLog.Writing.Rotation.ProcessLog.Shared.Stop();
        base.Dispose(disposing);
    }
}
