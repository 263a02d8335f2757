using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Checks;

/// <summary>Test-SmtpTransporter where all goes well, or nearly.</summary>
public sealed class CheckTests : EngineTest
{
    [Theory]
    [InlineData("Connect", SmtpStage.Connect, false)]
    [InlineData("Tls", SmtpStage.Tls, true)]
    [InlineData("Hello", SmtpStage.Hello, true)]
    [InlineData("Auth", SmtpStage.Auth, true)]
    [InlineData("Mail", SmtpStage.Mail, true)]
    public void It_goes_as_far_as_it_is_told_and_says_goodbye(string stopAfter, SmtpStage reached, bool secure)
    {
        Serve("-Credential $cred", "-Credential $cred -LogPath $log");

        var result = Run($"$t | Test-SmtpTransporter -StopAfter {stopAfter}").Single<SmtpTestResult>();

        Assert.True(result.Success, result.StatusText);
        Assert.Equal(reached, result.StageReached);
        Assert.Equal(secure, result.Secure);
        Assert.Equal(reached >= SmtpStage.Auth, result.Mechanism is not null);
        Assert.Contains(result.Transcript, entry => entry is { Origin: SmtpLogOrigin.Client, Command: "QUIT" });
        Assert.Contains(result.Transcript, entry => entry.Text.StartsWith("SMTP Connection closed.", StringComparison.Ordinal));
        Assert.Equal(result.Transcript.Select(entry => $"{entry}"), LogLines());
    }

    [Fact]
    public void It_tells_all_that_the_server_tells()
    {
        var server = Serve("-Credential $cred", "-Credential $cred");

        var result = Run("$t | Test-SmtpTransporter -To bob@example.com, carol@example.com").Single<SmtpTestResult>();

        Assert.Equal(SmtpHealthState.Ok, result.State);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(SmtpStage.Recipient, result.StageReached);
        Assert.Equal("localhost ESMTP SmtpLog test server", result.Banner);
        Assert.Contains("PIPELINING", result.Extensions);
        Assert.Equal(35882577, result.SizeLimit);
        Assert.Contains("SCRAM-SHA-256", result.MechanismsOffered);
        Assert.Equal("SCRAM-SHA-256", result.Mechanism);
        Assert.StartsWith("Tls1", result.TlsProtocol, StringComparison.Ordinal);
        Assert.Equal(server.ServerCertificateThumbprint, result.Certificate!.Thumbprint);
        Assert.Contains("localhost", result.Certificate.AlternativeNames);
        Assert.Contains("127.0.0.1", result.Certificate.AlternativeNames);
        Assert.NotEmpty(result.Certificate.Problems);
        Assert.Equal($"127.0.0.1:{server.Port}", result.RemoteEndPoint);
        Assert.Equal(["bob@example.com", "carol@example.com"], result.Recipients.Select(recipient => recipient.Address));
        Assert.All(result.Recipients, recipient => Assert.True(recipient.Accepted));
        Assert.Empty(server.Messages);
        Assert.All(
            new[] { result.Timings.Resolve, result.Timings.Connect, result.Timings.Greeting, result.Timings.Tls, result.Timings.Hello, result.Timings.Auth, result.Timings.Mail, result.Timings.Recipient },
            time => Assert.NotNull(time));
        Assert.Matches(@"^SMTP OK - 127\.0\.0\.1:\d+ passed Recipient in \d+\.\d{3} s \| time=\d+\.\d+s;;;0 resolve=\S+ connect=\S+ greeting=\S+ tls=\S+ hello=\S+ auth=\S+ mail=\S+ recipient=\S+ cert_days=36\d;14:;0:$", result.StatusText);
    }

    [Theory]
    [InlineData(5, 14, SmtpHealthState.Warning, 1, "the certificate ends in 4 days")]
    [InlineData(30, 14, SmtpHealthState.Ok, 0, "passed Hello")]
    [InlineData(30, 60, SmtpHealthState.Warning, 1, "the certificate ends in 29 days")]
    public async Task A_certificate_that_ends_soon_is_a_warning(int days, int warning, SmtpHealthState state, int exitCode, string words)
    {
        TestCertificates.RequireTrust();
        var certificate = TestCertificates.EndingIn(days);
        await using var server = new ScriptedServer(FailureCase.AgreeSecurely(certificate));

        var result = Run($"New-SmtpTransporter localhost -Port $args[0] -SkipCertificateRevocationCheck | Test-SmtpTransporter -CertificateWarningDays {warning}", server.Port).Single<SmtpTestResult>();

        Assert.Equal((state, exitCode), (result.State, result.ExitCode));
        Assert.Contains(words, result.StatusText, StringComparison.Ordinal);
        Assert.True(result.Success);
    }

    [Fact]
    public async Task An_expired_certificate_is_critical_also_where_it_is_accepted()
    {
        await using var server = ScriptedServer.Repeat(2, FailureCase.AgreeSecurely(TestCertificates.Expired));

        var refused = Run("New-SmtpTransporter localhost -Port $args[0] -SkipCertificateRevocationCheck | Test-SmtpTransporter", server.Port).Single<SmtpTestResult>();
        var accepted = Run("New-SmtpTransporter localhost -Port $args[0] -SkipCertificateCheck | Test-SmtpTransporter", server.Port).Single<SmtpTestResult>();

        Assert.Equal((SmtpHealthState.Critical, 2), (refused.State, refused.ExitCode));
        Assert.Equal(SmtpErrorKind.CertificateInvalid, refused.ErrorKind);
        Assert.Equal((SmtpHealthState.Critical, true), (accepted.State, accepted.Success));
        Assert.Contains("expired", accepted.StatusText, StringComparison.Ordinal);
    }

    [Fact]
    public void Slowness_is_a_warning()
    {
        Serve();
        var result = Run("$t | Test-SmtpTransporter -SlowWarning 1").Single<SmtpTestResult>();
        Assert.Equal(SmtpHealthState.Warning, result.State);
        Assert.Contains("more than 0.001 s", result.StatusText, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_gives_true_or_false()
    {
        Serve();
        Assert.True(Run("$t | Test-SmtpTransporter -Quiet").Single<bool>());
        Assert.False(Run("New-SmtpTransporter 127.0.0.1 -Port $args[0] | Test-SmtpTransporter -Quiet", ScriptedServer.ClosedPort()).Single<bool>());
    }

    [Fact]
    public void Rows_of_relays_are_checked_one_after_the_other()
    {
        var server = Serve();
        Session.Set("rows", new[] { $"127.0.0.1;{server.Port}", $"127.0.0.1;{ScriptedServer.ClosedPort()}" });

        var results = Run(
            "$rows | ForEach-Object { $cells = $_ -split ';'; [pscustomobject]@{ SmtpServer = $cells[0]; Port = $cells[1]; Tls = ''; SkipCertificateCheck = 'true' } } | New-SmtpTransporter | Test-SmtpTransporter").All<SmtpTestResult>();

        Assert.Equal([0, 2], results.Select(result => result.ExitCode));
    }

    [Fact]
    public void The_probed_sender_is_the_user_where_that_is_an_address()
    {
        Serve("-Credential $cred", "-Credential $cred");
        var result = Run("$t | Test-SmtpTransporter -StopAfter Mail").Single<SmtpTestResult>();
        Assert.Contains(result.Transcript, entry => entry.Text == $"MAIL FROM:<{User}>");
        Serve();
        result = Run("$t | Test-SmtpTransporter -StopAfter Mail").Single<SmtpTestResult>();
        Assert.Contains(result.Transcript, entry => entry.Text == "MAIL FROM:<>");
    }
}
