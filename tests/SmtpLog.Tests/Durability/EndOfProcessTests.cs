using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Scripted;
using SmtpLog.Tests.Stress;
using SmtpLog.Tests.Writing;
using Xunit;

namespace SmtpLog.Tests.Durability;

/// <summary>A process that is asked to end (SIGTERM) while a server lets it wait, or while nothing is under way.</summary>
[Collection(Busy.Name)]
public sealed class EndOfProcessTests : IDisposable
{
    private const string Script = """
        param($Module, [int]$Port, $Log, $Call)
        $ErrorActionPreference = 'Stop'
        Import-Module $Module
        $t = New-SmtpTransporter 127.0.0.1 -Port $Port -Tls None -LogPath $Log
        if ($Call -eq 'Test') {
            $t | Test-SmtpTransporter -From a@example.com
            return
        }

        $t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject x -Body y
        if ($Call -eq 'Keep') {
            # Says that it is done, and waits for its end.
            [void][System.Net.Sockets.TcpClient]::new('127.0.0.1', $Port).GetStream().Read([byte[]]::new(1), 0, 1)
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public EndOfProcessTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");

    private string LogPath => _folder.File("smtp.log");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Send")]
    [InlineData("Test")]
    public async Task What_is_under_way_is_ended_and_the_log_says_why(string call)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new ScriptedServer(async peer =>
        {
            await new GoodServer().UpToAsync(peer, Point.Mail);
            reached.SetResult();
            await peer.ClientGoneAsync();
        });
        using var process = Start(server.Port, call);
        await reached.Task.WithinBound();
        await EndAsync(process);

        string[] lines = File.ReadAllLines(LogPath);
        Assert.Contains(" ### SMTP Error. kind=Cancelled stage=Mail ", lines[^2], StringComparison.Ordinal);
        Assert.Contains(" ### SMTP Connection closed. messages=0 ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_connection_is_ended_with_a_goodbye()
    {
        await using var server = new ScriptedServer(new GoodServer().PlayAsync, peer => peer.ClientGoneAsync());
        using var process = Start(server.Port, "Keep");
        await server.PeerAsync(1);
        await EndAsync(process);

        Assert.Equal("QUIT", (await server.EndedAsync()).Lines[^1]);
        Assert.Contains(" ### SMTP Connection closed. messages=1 ", File.ReadAllLines(LogPath)[^1], StringComparison.Ordinal);
    }

    private StressProcess Start(int port, string call)
    {
        string script = _folder.File("end.ps1");
        File.WriteAllText(script, Script);
        return new StressProcess(Staged.PowerShellHost, script, Staged.Manifest, port.ToString(CultureInfo.InvariantCulture), LogPath, call);
    }

    private static async Task EndAsync(StressProcess process)
    {
        Assert.True(SmallDisk.Run("kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture)));
        await process.KilledAsync(TestContext.Current.CancellationToken).WithinBound();
    }
}
