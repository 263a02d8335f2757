using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SmtpLog.Tests.Checks;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Rehearsing;

/// <summary><c>Start-SmtpTestServer -Replay</c>: what happened at the customer's happens again here.</summary>
public sealed class ReplayTests : EngineTest
{
    private const string Start = "$global:server = ConvertFrom-SmtpLog $args[0] -AsSession | Start-SmtpTestServer; $server";

    /// <summary>What a server says, and so can say again: neither certificates nor bytes that are no replies.</summary>
    public static TheoryData<string> Names => [.. FailureCase.All
        .Where(one => one.Value.Script is not null && one.Value.Stage is not null && !one.Value.NeedsTrust
            && one.Value.Kind is not (SmtpErrorKind.TlsHandshakeFailed or SmtpErrorKind.ProtocolError)
            && one.Value is not { Stage: SmtpStage.Tls, Kind: SmtpErrorKind.ConnectionTimeout })
        .Select(one => one.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_send_fails_as_it_failed_then(string name)
    {
        var one = FailureCase.All[name];
        await using (var server = ScriptedServer.Repeat(1, one.Script!))
        {
            Run($"$t = New-SmtpTransporter {one.Server} -Port $args[0] {one.Transporter} -LogPath $log -NoKeepAlive; $t | Send-SmtpLoggedMessage -From $args[1] -To $args[2] -Subject x -Body y {one.Message}", server.Port, one.From, one.To)
                .Error($"{one.Kind}", "Send-SmtpLoggedMessage");
        }

        var replaying = Run(Start, LogPath).Single<SmtpTestServer>();
        var again = Run($"$t = New-SmtpTransporter 127.0.0.1 -Port $args[0] {one.Transporter} -NoKeepAlive; $t | Send-SmtpLoggedMessage -From $args[1] -To $args[2] -Subject x -Body y {one.Message}", replaying.Port, one.From, one.To);

        var result = Assert.IsType<SmtpSendResult>(again.Error($"{one.Kind}", "Send-SmtpLoggedMessage").TargetObject);
        Assert.Equal((one.Kind, one.Stage, one.Code), (result.ErrorKind!.Value, result.FailedStage, result.Status));
    }

    [Theory]
    [InlineData("-Tls None")]
    [InlineData("-Tls StartTls")]
    [InlineData("-Tls Implicit")]
    [InlineData("-Tls StartTls -Credential $cred")]
    public void A_session_that_went_well_goes_well_again_with_the_same_words(string arguments)
    {
        const string Send = "'first', 'second' | ForEach-Object { $t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com, c@example.com -Subject $_ -Body y }; $t.Dispose()";
        string login = arguments.Contains("$cred", StringComparison.Ordinal) ? "-Credential $cred" : string.Empty;
        Serve(arguments, $"-LogPath $log {login}");
        Run(Send).All<SmtpSendResult>();
        string[] words = Words(LogPath);

        // SCRAM proves that the server knows the password too.
        var replaying = Run(Start.Replace("TestServer;", $"TestServer {login};", StringComparison.Ordinal), LogPath).Single<SmtpTestServer>();
        Run($"$global:t = $server | New-SmtpTransporter -LogPath $args[0] {login}", InFolder("again.log"));
        Run(Send).All<SmtpSendResult>();

        Assert.Equal(words, Words(InFolder("again.log")));
        Assert.Equal(["first", "second"], replaying.Messages.Select(message => Subject(message)));
    }

    [Fact]
    public void Each_connection_has_the_next_session_and_the_last_stays()
    {
        string[] log =
        [
            Line(1, "S < \"421 4.3.2 first\""), Line(1, "### SMTP Connection closed."),
            Line(2, "S < \"421 4.3.2 second\""), Line(2, "### SMTP Connection closed."),
        ];
        WriteFile("two.log", Encoding.UTF8.GetBytes(string.Join("\n", log)));
        var server = Run(Start, InFolder("two.log")).Single<SmtpTestServer>();
        Assert.Equal(SmtpTls.None, server.Tls);

        string[] said = [.. Enumerable.Range(0, 3).Select(_ => Run("$server | New-SmtpTransporter | Test-SmtpTransporter").Single<SmtpTestResult>().Reply!)];

        Assert.Equal(["first", "second", "second"], said);
    }

    [Fact]
    public void No_session_is_no_server()
    {
        var output = Run("@() | Start-SmtpTestServer");

        output.Error("NoInput", "Start-SmtpTestServer");
        Assert.Empty(output.Objects);
    }

    private static string Line(int session, string body) => $"1 2026-11-25T10:00:00.000Z 7 {session} {body}";

    private static string Subject(SmtpTestMessage message) => message.GetText().Split("\r\n").Single(line => line.StartsWith("Subject: ", StringComparison.Ordinal))["Subject: ".Length..];

    /// <summary>What the server said, but for challenges, which no server says twice.</summary>
    private string[] Words(string path) =>
        [.. Run("ConvertFrom-SmtpLog $args[0] -Origin Server | Where-Object Code -ne 334", path).All<SmtpLogEntry>().Select(entry => entry.Text)];
}
