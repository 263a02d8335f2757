using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Stress;
using SmtpLog.Tests.Writing;
using Xunit;

namespace SmtpLog.Tests.Durability;

/// <summary>Tasks of several users that an administrator logs to one folder: each new file is its owner's alone.</summary>
[Collection(Busy.Name)]
public sealed class SharedFolderTests : IDisposable
{
    private const string Script = """
        param($Module, $Logs, [long]$MaximumSize)
        $ErrorActionPreference = 'Stop'
        Import-Module $Module
        Start-SmtpLog $Logs -MaximumSize $MaximumSize
        $t = Start-SmtpTestServer -Tls None | New-SmtpTransporter
        $r = $t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject x -Body y
        $t.Dispose()
        "number=$((Get-SmtpLog).Number) success=$($r.Success) error=$($r.LogError)"
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Each_goes_on_with_the_newest_that_is_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can be several users.");
        const UnixFileMode Everyone = (UnixFileMode)0x1FF;
        string script = _folder.File("task.ps1");
        string logs = Directory.CreateDirectory(_folder.File("logs")).FullName;
        await File.WriteAllTextAsync(script, Script, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(_folder.Path, Everyone);
        File.SetUnixFileMode(script, Everyone);
        File.SetUnixFileMode(logs, Everyone | UnixFileMode.StickyBit);
        Assert.SkipUnless(
            SmallDisk.Run([.. As("nobody"), "cat", Staged.Manifest, Staged.PowerShellHost]),
            "Root needs setpriv, and a checkout that nobody can read, to run this as nobody.");

        Assert.Equal(1, await RunAsync("nobody", long.MaxValue));
        Assert.Equal(2, await RunAsync("daemon", long.MaxValue));
        Assert.Equal(1, await RunAsync("nobody", long.MaxValue));
        Assert.Equal(2, await RunAsync("daemon", long.MaxValue));
        Assert.Equal(3, await RunAsync("nobody", 3000));
        Assert.Equal(2, await RunAsync("daemon", long.MaxValue));

        int[] sessions = [.. Enumerable.Range(1, 3).Select(number => File.ReadLines(Path.Combine(logs, $"SmtpLog_{number}.txt")).Count(line => line.Contains("### SMTP Connection closed.", StringComparison.Ordinal)))];
        Assert.Equal(6, sessions.Sum());
        Assert.Equal(3, Directory.GetFiles(logs).Length);

        async Task<int> RunAsync(string user, long maximumSize)
        {
            string[] command = [.. As(user), StressProcess.Dotnet, Staged.PowerShellHost, script, Staged.Manifest, logs, $"{maximumSize}"];
            using var process = new StressProcess(command[0], command[1..], _folder.Path);
            string output = await process.EndAsync(TestContext.Current.CancellationToken);
            Assert.EndsWith("success=True error=", output.TrimEnd(), StringComparison.Ordinal);
            return int.Parse(output.Split('=', ' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static string[] As(string user) => ["setpriv", $"--reuid={user}", "--regid=nogroup", "--clear-groups"];
}
