using System;
using System.IO;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Stress;
using SmtpLog.Tests.Writing;
using Xunit;

namespace SmtpLog.Tests.Durability;

/// <summary>Permissions that are taken away under a log; root has them always, so root's tests run this as nobody.</summary>
[Collection(Busy.Name)]
public sealed class PermissionTests : IDisposable
{
    private const string Script = """
        param($Module, $Folder)
        $ErrorActionPreference = 'Stop'
        Import-Module $Module
        $server = Start-SmtpTestServer -Tls None
        $logs = [System.IO.Directory]::CreateDirectory("$Folder/logs").FullName
        $mail = @{ From = 'a@example.com'; To = 'b@example.com'; WarningVariable = 'warnings'; WarningAction = 'SilentlyContinue' }
        function Show($name, $r) { "$name success=$($r.Success) warnings=$($warnings.Count) error=$($r.LogError)" }
        function Set-Mode($path, $mode) { [System.IO.File]::SetUnixFileMode($path, $mode) }
        function Test-Log($kind, $own) {
            $t = $server | New-SmtpTransporter @own
            $r = $t | Send-SmtpLoggedMessage @mail -Subject first; Show "$kind first" $r
            Set-Mode $logs 0
            $r = $t | Send-SmtpLoggedMessage @mail -Subject taken; Show "$kind taken" $r
            if ($own.LogPath) {
                $other = $server | New-SmtpTransporter @own
                $count = $server.Transcript.Count
                try { [void]($other | Send-SmtpLoggedMessage @mail) } catch { "$kind other id=$($_.FullyQualifiedErrorId)" }
                "$kind other connected=$($server.Transcript.Count -ne $count)"
            }
            else {
                "$kind status error=$((Get-SmtpLog).Error)"
            }

            Set-Mode $logs 'UserRead, UserWrite, UserExecute'
            $r = $t | Send-SmtpLoggedMessage @mail -Subject given; Show "$kind given" $r
            $t.Dispose()
        }

        Test-Log own @{ LogPath = "$logs/smtp.log" }
        Start-SmtpLog $logs
        Test-Log all @{}
        Stop-SmtpLog
        Set-Mode $logs 0
        try { Start-SmtpLog $logs } catch { "start id=$($_.FullyQualifiedErrorId)" }
        Set-Mode $logs 'UserRead, UserWrite, UserExecute'
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Taken_from_the_folder_they_are_told_and_no_entry_is_lost()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        string script = _folder.File("permissions.ps1");
        string home = Directory.CreateDirectory(_folder.File("home")).FullName;
        await File.WriteAllTextAsync(script, Script, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        string output = await RunAsync(script, home);

        string[] lines = output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Collection(
            lines,
            line => Assert.Equal("own first success=True warnings=0 error=", line),
            line => Assert.Matches("^own taken success=True warnings=1 error=The log '.*smtp.log' cannot be written: Permission denied$", line),
            line => Assert.Equal("own other id=LogUnavailable,SmtpLog.PowerShell.Commands.SendSmtpLoggedMessageCommand", line),
            line => Assert.Equal("own other connected=False", line),
            line => Assert.Equal("own given success=True warnings=0 error=", line),
            line => Assert.Equal("all first success=True warnings=0 error=", line),
            line => Assert.Matches("^all taken success=True warnings=1 error=The log '.*' cannot be written: .*[Dd]enied", line),
            line => Assert.Matches("^all status error=The log '.*' cannot be written: ", line),
            line => Assert.Equal("all given success=True warnings=0 error=", line),
            line => Assert.Equal("start id=LogUnavailable,SmtpLog.PowerShell.Commands.StartSmtpLogCommand", line));
        foreach (string name in new[] { "smtp.log", "SmtpLog_1.txt" })
        {
            // The open file took them all the while.
            string log = await File.ReadAllTextAsync(Path.Combine(home, "logs", name), TestContext.Current.CancellationToken);
            Assert.All(new[] { "first", "taken", "given" }, subject => Assert.Contains($"C > \"Subject: {subject}\"\n", log, StringComparison.Ordinal));
        }
    }

    [UnsupportedOSPlatform("windows")]
    private async Task<string> RunAsync(string script, string home)
    {
        var cancelled = TestContext.Current.CancellationToken;
        if (!Environment.IsPrivilegedProcess)
        {
            using var plain = new StressProcess(Staged.PowerShellHost, script, Staged.Manifest, home);
            return await plain.EndAsync(cancelled);
        }

        string[] asNobody = ["--reuid=nobody", "--regid=nogroup", "--clear-groups"];
        const UnixFileMode Anyone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_folder.Path, Anyone);
        File.SetUnixFileMode(home, Anyone | UnixFileMode.OtherWrite);
        Assert.SkipUnless(
            File.Exists("/usr/bin/setpriv") && SmallDisk.Run(["setpriv", .. asNobody, "cat", Staged.Manifest, Staged.PowerShellHost]),
            "Root needs setpriv, and a checkout that nobody can read, to run this as nobody.");
        using var process = new StressProcess(
            "setpriv",
            [.. asNobody, StressProcess.Dotnet, Staged.PowerShellHost, script, Staged.Manifest, home],
            home);
        return await process.EndAsync(cancelled);
    }
}
