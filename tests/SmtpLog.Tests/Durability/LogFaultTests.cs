using System;
using System.IO;
using System.Linq;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Durability;

/// <summary>A log that fails under a send: the mail goes out, the result says so, and the log goes on when it can.</summary>
[Collection(ProcessWide.Name)]
public sealed class LogFaultTests : EngineTest
{
    private string Logs => InFolder("logs");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_full_disk(bool isOwn)
    {
        using var disk = SmallDisk.Mount(Logs);
        string log = Begin(isOwn);
        disk.Fill();
        AssertFault(isOwn, "is not whole: .*[Nn]o space");
        disk.MakeRoom();
        AssertMended(log);
        End();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_removed_folder(bool isOwn)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows removes no open file.");
        Directory.CreateDirectory(Logs);
        string log = Begin(isOwn);
        Directory.Delete(Logs, recursive: true);
        AssertFault(isOwn, "cannot be written: .*([Nn]o such|[Cc]ould not find a part)");
        AssertFault(isOwn, "cannot be written: .*([Nn]o such|[Cc]ould not find a part)");
        Directory.CreateDirectory(Logs);
        AssertMended(log);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void A_file_that_was_renamed_and_maybe_replaced(bool isOwn, bool isReplaced)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows moves no open file.");
        Assert.SkipWhen(isReplaced && !OperatingSystem.IsLinux(), "Only Linux tells where an open file now is.");
        Directory.CreateDirectory(Logs);
        string log = Begin(isOwn);
        File.Move(log, InFolder("away"));
        if (isReplaced)
        {
            File.Create(log).Dispose();
        }

        AssertFault(isOwn, "was moved or removed while it was written");
        AssertMended(log);
        string all = File.ReadAllText(InFolder("away")) + File.ReadAllText(log);
        Assert.All(new[] { "first", "fault", "mended" }, subject => Assert.Contains($"C > \"Subject: {subject}\"\n", all, StringComparison.Ordinal));
    }

    [Fact]
    public void A_read_only_file_system_stops_the_send_before_it_connects()
    {
        using var disk = SmallDisk.Mount(Logs);
        disk.SetReadOnly(true);
        var server = Serve(transporterArguments: "-LogPath ./logs/smtp.log");
        Run("$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com").Error("LogUnavailable", "Send-SmtpLoggedMessage");
        Assert.Empty(server.Transcript);
        Assert.Contains("ead-only", Run("Start-SmtpLog ./logs").Error("LogUnavailable", "Start-SmtpLog").Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Run("Get-SmtpLog").Objects);

        disk.SetReadOnly(false);
        Run("Start-SmtpLog ./logs").All<object>();
        AssertMended(Path.Combine(Logs, "smtp.log"));
        Assert.NotEqual(0, Run("Get-SmtpLog").Single<SmtpLogStatus>().EntryCount);
        End();
    }

    /// <summary>With one message sent and logged; gives the log's path.</summary>
    private string Begin(bool isOwn)
    {
        Serve(transporterArguments: isOwn ? "-LogPath ./logs/smtp.log -LogContent Full" : string.Empty);
        if (!isOwn)
        {
            Run("Start-SmtpLog ./logs -Content Full").All<object>();
        }

        AssertSent("first");
        return Path.Combine(Logs, isOwn ? "smtp.log" : "SmtpLog_1.txt");
    }

    private void AssertFault(bool isOwn, string error)
    {
        var (result, warnings) = Send("fault");
        Assert.Matches(error, result.LogError);
        Assert.Equal(result.LogError, Assert.Single(warnings));
        if (!isOwn)
        {
            var status = Run("Get-SmtpLog").Single<SmtpLogStatus>();
            Assert.Equal((result.LogError, SmtpLogState.Running), (status.Error, status.State));
        }
    }

    /// <summary>The next send is in the log whole, on lines of its own.</summary>
    private void AssertMended(string log)
    {
        AssertSent("mended");
        string[] lines = File.ReadAllLines(log);
        Assert.Single(lines, line => line.EndsWith(" C > \"Subject: mended\"", StringComparison.Ordinal));
        int begin = Array.FindLastIndex(lines, line => line.Contains(" C > \"MAIL FROM:", StringComparison.Ordinal));
        Assert.NotEqual(-1, begin);
        Assert.All(lines.Skip(begin), line => Assert.NotNull(Stress.LoggedLine.TryParse(line)));
        Assert.Contains(" S < \"250 ", lines[^1], StringComparison.Ordinal);
    }

    private void AssertSent(string subject)
    {
        var (result, warnings) = Send(subject);
        Assert.Null(result.LogError);
        Assert.Empty(warnings);
    }

    private (SmtpSendResult Result, System.Collections.Generic.IReadOnlyList<string> Warnings) Send(string subject)
    {
        var output = Run("$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject $args[0] -Body ('x' * 60 * 200)", subject);
        var result = output.Single<SmtpSendResult>();
        Assert.True(result.Success, result.StatusText);
        Assert.Contains($"Subject: {subject}", Run("$server").Single<SmtpTestServer>().Messages[^1].GetText(), StringComparison.Ordinal);
        return (result, output.Warnings);
    }

    /// <summary>Lets go of what is on a disk.</summary>
    private void End() => Run("$t.Dispose(); Stop-SmtpLog -ErrorAction Ignore");

    protected override void Dispose(bool disposing)
    {
        global::SmtpLog.Writing.Rotation.ProcessLog.Shared.Stop();
        base.Dispose(disposing);
    }
}
