using System;
using System.IO;
using System.Linq;
using SmtpLog.Tests.Engine;
using SmtpLog.Writing;
using Xunit;

namespace SmtpLog.Tests.ProcessLog;

/// <summary>The log of every transporter of the process, through its cmdlets.</summary>
[Collection(ProcessWide.Name)]
public sealed class ProcessLogTests : EngineTest
{
    private string Logs => InFolder("logs");

    [Fact]
    public void Every_transporter_is_logged_each_entry_once_beside_its_own_log()
    {
        Run("Start-SmtpLog ./logs").All<object>();
        var server = Serve();
        Run("$other = $server | New-SmtpTransporter; $t, $other | ForEach-Object { $_ | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject x -Body y; $_.Dispose() }").All<SmtpSendResult>();

        var status = Run("Get-SmtpLog").Single<SmtpLogStatus>();
        Assert.Equal(Path.Combine(Logs, "SmtpLog_1.txt"), status.Path);
        Assert.Equal((1, SmtpLogState.Running), (status.Number, status.State));
        string[] lines = File.ReadAllLines(status.Path);
        Assert.Equal(status.EntryCount, lines.Length);
        Assert.Equal(lines.Distinct(), lines);
        Assert.Empty(LogLines().Except(lines));
        Assert.Equal(2, Run("ConvertFrom-SmtpLog -AsSession").All<SmtpLogSession>().Count);
        Assert.Equal(2, server.Messages.Count);
    }

    [Fact]
    public void A_new_number_begins_at_the_size_and_the_newest_files_are_kept()
    {
        Directory.CreateDirectory(Logs);
        string[] others = ["SmtpLog_x.txt", "SmtpLog_01.txt", "SmtpLog_3.jsonl", "other_1.txt"];
        foreach (string other in others)
        {
            File.WriteAllText(Path.Combine(Logs, other), "somebody else's");
        }

        Run("Start-SmtpLog ./logs -MaximumSize 1024 -MaximumFiles 3").All<object>();
        Serve();
        Run("1..6 | ForEach-Object { $t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject $_ -Body y }").All<SmtpSendResult>();

        int number = Run("Get-SmtpLog").Single<SmtpLogStatus>().Number;
        Assert.True(number > 3, $"{number}");
        Assert.Equal(
            Enumerable.Range(number - 2, 3).Select(i => $"SmtpLog_{i}.txt").Concat(others).Order(),
            Directory.EnumerateFiles(Logs).Select(Path.GetFileName).Order());
        Assert.All(others, other => Assert.Equal("somebody else's", File.ReadAllText(Path.Combine(Logs, other))));
    }

    [Fact]
    public void It_goes_on_with_the_highest_number_and_replaces_only_what_it_is_told_to()
    {
        Directory.CreateDirectory(Logs);
        foreach (int number in new[] { 1, 7, 12 })
        {
            File.WriteAllText(Path.Combine(Logs, $"SmtpLog_{number}.txt"), $"kept {number}\n");
        }

        Run("Start-SmtpLog ./logs; Get-SmtpLog").Single<SmtpLogStatus>();
        Assert.Equal(12, Run("Get-SmtpLog; Stop-SmtpLog").Single<SmtpLogStatus>().Number);
        Assert.Equal("kept 12\n", File.ReadAllText(Path.Combine(Logs, "SmtpLog_12.txt")));

        Assert.Equal(7, Run("Start-SmtpLog ./logs -StartNumber 7; Get-SmtpLog; Stop-SmtpLog").Single<SmtpLogStatus>().Number);
        Assert.Empty(File.ReadAllText(Path.Combine(Logs, "SmtpLog_7.txt")));
        Assert.Equal("kept 1\n", File.ReadAllText(Path.Combine(Logs, "SmtpLog_1.txt")));
    }

    [Fact]
    public void Suspend_pauses_all_files_and_the_transcript_goes_on()
    {
        Run("Start-SmtpLog ./logs; Suspend-SmtpLog").All<object>();
        Serve();
        var result = Run("$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject x -Body y").Single<SmtpSendResult>();

        Assert.NotEmpty(result.Transcript);
        Assert.Equal((0L, SmtpLogState.Suspended), Run("Get-SmtpLog").All<SmtpLogStatus>().Select(status => (status.EntryCount, status.State)).Single());
        Assert.Empty(LogLines());
        Run("Resume-SmtpLog; $t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject x -Body y").Single<SmtpSendResult>();
        Assert.NotEmpty(LogLines());
        Assert.NotEqual(0, Run("Get-SmtpLog").Single<SmtpLogStatus>().EntryCount);
    }

    [Fact]
    public void What_is_said_while_all_is_suspended_is_in_no_file_and_the_session_goes_on()
    {
        Run("Start-SmtpLog ./logs").All<object>();
        Serve();
        foreach (string subject in new[] { "before", "meanwhile", "after" })
        {
            Run($"{(subject == "meanwhile" ? "Suspend" : "Resume")}-SmtpLog").All<object>();
            var result = Run("$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject $args[0] -Body y", subject).Single<SmtpSendResult>();
            Assert.Null(result.LogError);
            Assert.Contains(result.Transcript, entry => entry.Text.StartsWith("MAIL FROM:", StringComparison.Ordinal));
        }

        foreach (string path in new[] { LogPath, Path.Combine(Logs, "SmtpLog_1.txt") })
        {
            string[] lines = File.ReadAllLines(path);
            Assert.Equal(["before", "after"], lines.Where(line => line.Contains("Subject: ", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1].TrimEnd('"')));
            Assert.Single(lines.Select(line => line.Split(' ')[3]).Distinct());
            Assert.All(lines, line => Assert.NotNull(Stress.LoggedLine.TryParse(line)));
        }
    }

    [Fact]
    public void Removing_the_module_ends_the_sessions_in_the_log_which_goes_on()
    {
        Run("Start-SmtpLog ./logs").All<object>();
        Serve("-Tls None");
        Run("$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject first -Body y").Single<SmtpSendResult>();

        Run("Remove-Module SmtpLog").All<object>();

        string[] lines = File.ReadAllLines(Path.Combine(Logs, "SmtpLog_1.txt"));
        Assert.EndsWith("C > \"QUIT\"", lines[^3], StringComparison.Ordinal);
        Assert.Contains(" ### SMTP Connection closed. messages=1 ", lines[^1], StringComparison.Ordinal);
        Run("Import-Module $args[0] -ErrorAction Stop", Staged.Manifest).All<object>();
        Assert.Equal(lines.Length, Run("Get-SmtpLog").Single<SmtpLogStatus>().EntryCount);
        Serve("-Tls None");
        Run("$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject second -Body y; $t.Dispose()").Single<SmtpSendResult>();
        Assert.Equal(2, Run("ConvertFrom-SmtpLog -AsSession").All<SmtpLogSession>().Count);
    }

    [Fact]
    public void Handles_are_shared_and_closed_with_the_last_who_writes_the_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows the open handles.");
        Run("Start-SmtpLog ./logs").All<object>();
        Serve("-Tls None");
        Run("$global:other = $server | New-SmtpTransporter -LogPath $log; $t, $other | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject x -Body y").All<SmtpSendResult>();
        Assert.Equal(["smtp.log", "SmtpLog_1.txt"], OpenLogs());
        Run("$t.Dispose()").All<object>();
        Assert.Equal(["smtp.log", "SmtpLog_1.txt"], OpenLogs());
        Run("$other.Dispose()").All<object>();
        Assert.Equal(["SmtpLog_1.txt"], OpenLogs());
        Run("Stop-SmtpLog").All<object>();
        Assert.Empty(OpenLogs());
    }

    [Fact]
    public void A_second_start_is_an_error_and_a_stop_without_a_log_is_none()
    {
        Run("Stop-SmtpLog; Get-SmtpLog").All<object>();
        Run("Start-SmtpLog ./logs").All<object>();
        Run("Start-SmtpLog ./elsewhere").Error("LogRunning", "Start-SmtpLog");
        Assert.False(Directory.Exists(InFolder("elsewhere")));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_LogUnavailable()
    {
        WriteFile("file", []);
        Run("Start-SmtpLog ./file/logs").Error("LogUnavailable", "Start-SmtpLog");
        Run("Start-SmtpLog nodrive:/logs").Error("LogUnavailable", "Start-SmtpLog");
        Assert.Empty(Run("Get-SmtpLog").Objects);
    }

    [Fact]
    public void Without_input_and_without_a_log_the_error_says_how_to_name_one() =>
        Assert.Contains("-Path", Run("ConvertFrom-SmtpLog").Error("NoInput", "ConvertFrom-SmtpLog").ErrorDetails.RecommendedAction, StringComparison.Ordinal);

    /// <summary>The files of the test's folder that this process holds open, each handle by itself.</summary>
    private string[] OpenLogs() =>
    [
        .. Directory.GetFiles("/proc/self/fd")
            .Select(link => new FileInfo(link).LinkTarget)
            .OfType<string>()
            .Where(target => target.StartsWith(Folder, StringComparison.Ordinal))
            .Select(target => Path.GetFileName(target))
            .Order(StringComparer.OrdinalIgnoreCase),
    ];

    protected override void Dispose(bool disposing)
    {
        global::SmtpLog.Writing.Rotation.ProcessLog.Shared.Stop();
        LogSwitch.IsSuspended = false;
        base.Dispose(disposing);
    }
}
