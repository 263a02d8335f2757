using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Checks;

/// <summary>
/// Every kind of failure, provoked for real: Send's error id, both results, the log's Error line and the session read
/// back from it say the same.
/// </summary>
public sealed class AgreementTests : EngineTest
{
    public static TheoryData<string> Names => [.. FailureCase.All.Keys];

    [Fact]
    public void Every_kind_but_Cancelled_has_a_case() => Assert.Equal(
        Enum.GetValues<SmtpErrorKind>().Where(kind => kind != SmtpErrorKind.Cancelled).Order(),
        FailureCase.All.Values.Select(one => one.Kind).Distinct().Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Send_check_log_and_session_agree(string name)
    {
        var one = FailureCase.All[name];
        if (one.NeedsTrust)
        {
            TestCertificates.RequireTrust();
        }

        await using var server = one.Script is null ? null : ScriptedServer.Repeat(2, one.Script);
        string log = one.Transporter.Contains("-LogPath", StringComparison.Ordinal) ? string.Empty : "-LogPath $log";
        Run($"$global:t = New-SmtpTransporter {one.Server} -Port $args[0] {one.Transporter} {log} -NoKeepAlive; $t", server?.Port ?? ScriptedServer.ClosedPort()).Single<SmtpTransporter>();

        var sent = Run($"$t | Send-SmtpLoggedMessage -From $args[0] -To $args[1] -Subject x -Body y {one.Message}", one.From, one.To);
        var result = Assert.IsType<SmtpSendResult>(sent.Error($"{one.Kind}", "Send-SmtpLoggedMessage").TargetObject);
        Assert.Equal((one.Kind, one.Stage, one.Code), (result.ErrorKind!.Value, result.FailedStage, result.Status));
        Assert.NotNull(result.Diagnosis?.Advice ?? sent.Errors[0].ErrorDetails.RecommendedAction);
        CheckLog(one, result.SessionId);

        var check = Run("$ErrorActionPreference = 'Stop'; $t | Test-SmtpTransporter -From $args[0] -To $args[1]", one.From, one.To).Single<SmtpTestResult>();
        Assert.Equal(one.IsBeyondChecks, check.Success);
        if (!one.IsBeyondChecks)
        {
            Assert.Equal((one.Kind, $"{one.Kind}", one.Stage, one.Code), (check.ErrorKind!.Value, check.ErrorId!, check.FailedStage, check.Code ?? 0));
            Assert.Equal(result.EnhancedCode, check.EnhancedCode);
            Assert.Equal(result.StatusText, check.ErrorMessage);
            Assert.Equal($"{result.Diagnosis}", $"{check.Diagnosis}");
            Assert.Equal(one.Stage is null ? 3 : 2, check.ExitCode);
            CheckLog(one, check.SessionId);
        }

        Assert.DoesNotContain(check.Transcript, entry => entry.Command == "DATA");
    }

    private void CheckLog(FailureCase one, string? id)
    {
        if (one.Stage is null)
        {
            Assert.False(File.Exists(LogPath));
            return;
        }

        var entries = Run("ConvertFrom-SmtpLog $log -SessionId $args[0] -Origin Event", id).All<SmtpLogEntry>();
        string error = Assert.Single(entries, entry => entry.IsError).Text;
        Assert.StartsWith($"SMTP Error. kind={one.Kind} stage={one.Stage} ", error, StringComparison.Ordinal);
        Assert.StartsWith("SMTP Connection closed. ", entries[^1].Text, StringComparison.Ordinal);
        var session = Run("ConvertFrom-SmtpLog $log -AsSession -SessionId $args[0]", id).Single<SmtpLogSession>();
        Assert.Equal(SmtpSessionOutcome.Failed, session.Outcome);
        Assert.Equal((one.Kind, one.Stage, one.Code), (session.ErrorKind!.Value, session.FailedStage, session.Code ?? 0));
        Assert.NotNull(session.Diagnosis);
    }
}
