using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MimeKit;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.RealServers;

/// <summary>The cmdlets against servers that nobody here wrote.</summary>
public sealed class RealServerSendTests : EngineTest
{
    public static TheoryData<string> Servers => ["postfix", "exim", "aiosmtpd", "nodemailer"];

    public static IEnumerable<TheoryDataRow<string, string>> Doors =>
        from server in Servers
        from tls in new[] { "StartTls", "Implicit" }
        select new TheoryDataRow<string, string>(server.Data, tls);

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_message_arrives_as_it_was_sent_and_the_refused_recipient_is_told(string name, string tls)
    {
        var server = Connect(name, tls, RealServerLogin.Good);
        byte[] attachment = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        WriteFile("all bytes ü.bin", attachment);

        var result = Run(
            "$t | Send-SmtpLoggedMessage -From 'Ops Ünit <ops@test.example>' -To $args[0] -AllowPartialDelivery -Subject 'Größe ✓' -Body $args[1] -HtmlBody '<p>done</p>' -Attachment './all bytes ü.bin'",
            new[] { $"alice@{server.Domain}", $"carol@{server.Domain}", $"bob@{server.Domain}" },
            ".leading dot\r\n..two\r\nlast line").Single<SmtpSendResult>();

        Assert.True(result.Success, result.StatusText);
        Assert.Equal([true, false, true], result.Recipients.Select(recipient => recipient.Accepted));
        Assert.Equal(550, result.Recipients[1].Code);
        string file = await server.Maildir("alice").AwaitMessageAsync(result.MessageId!, TestContext.Current.CancellationToken);
        using var delivered = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal("Größe ✓", delivered.Subject);
        Assert.Equal("Ops Ünit", delivered.From.Mailboxes.Single().Name);
        // A Maildir has the line ends of its system.
        Assert.Equal(".leading dot\n..two\nlast line", delivered.TextBody?.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("<p>done</p>", delivered.HtmlBody?.TrimEnd());
        var part = Assert.IsType<MimePart>(delivered.Attachments.Single());
        Assert.Equal("all bytes ü.bin", part.FileName);
        using var content = new MemoryStream();
        await part.Content!.DecodeToAsync(content, TestContext.Current.CancellationToken);
        Assert.Equal(attachment, content.ToArray());
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void One_refused_recipient_keeps_the_message_back_unless_partial_delivery_is_allowed(string name, string tls)
    {
        var server = Connect(name, tls, RealServerLogin.Good);

        var output = Run(
            "$t | Send-SmtpLoggedMessage -From ops@test.example -To $args[0] -Subject x -Body y",
            new object[] { new[] { $"alice@{server.Domain}", $"carol@{server.Domain}", $"bob@{server.Domain}" } });

        var error = output.Error("RecipientRejected", "Send-SmtpLoggedMessage");
        var result = Assert.IsType<SmtpSendResult>(error.TargetObject);
        Assert.Equal(SmtpStage.Recipient, result.FailedStage);
        Assert.Equal(550, result.Status);
        Assert.DoesNotContain(result.Transcript, entry => entry.Command == "DATA");
        Assert.Contains($"{server.Host}:", error.ErrorDetails.Message);
        Assert.Contains("stage Recipient", error.ErrorDetails.Message);
        Assert.Contains("550", error.ErrorDetails.Message);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void A_wrong_password_costs_one_login_and_is_read_back_as_one_failed_session(string name, string tls)
    {
        var server = Connect(name, tls, RealServerLogin.Wrong);

        Run("$t | Send-SmtpLoggedMessage -From ops@test.example -To $args[0] -Subject x -Body y", $"alice@{server.Domain}")
            .Error("AuthenticationFailed", "Send-SmtpLoggedMessage");

        Assert.Single(LogLines(), line => line.Contains("C > \"AUTH ", StringComparison.Ordinal));
        Assert.All(Run("ConvertFrom-SmtpLog $log -Code 535").All<SmtpLogEntry>(), entry => Assert.Equal("AUTH", entry.Command));
        var session = Run("ConvertFrom-SmtpLog $log -AsSession").Single<SmtpLogSession>();
        Assert.Equal(SmtpSessionOutcome.Failed, session.Outcome);
        Assert.Equal(SmtpErrorKind.AuthenticationFailed, session.ErrorKind);
        Assert.Equal(SmtpStage.Auth, session.FailedStage);
        Assert.Equal(535, session.Code);
        Assert.DoesNotContain(RealServerLogin.Wrong, File.ReadAllText(LogPath), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void Every_mechanism_that_the_server_offers_logs_in_also_with_an_awkward_password(string name)
    {
        var server = RealServer.Require(name);
        foreach (string mechanism in server.Mechanisms.Where(name => name != "XOAUTH2"))
        {
            Session.Set("cred", Login(server.OtherUser, server.OtherPassword));
            var result = Run(
                "New-SmtpTransporter $args[0] -Port $args[1] -Credential $cred -AuthenticationMechanism $args[2] -ServerCertificateThumbprint $args[3] -LogPath $log | Test-SmtpTransporter",
                server.Host,
                server.SubmissionPort,
                mechanism,
                server.Thumbprint).Single<SmtpTestResult>();
            Assert.True(result.Success, $"{mechanism}: {result.StatusText}");
            Assert.Equal(mechanism, result.Mechanism);
        }

        new SecretForms(server.OtherUser, server.OtherPassword).AssertAbsent("the log", [File.ReadAllText(LogPath)]);
    }

    [Theory]
    [InlineData("StartTls")]
    [InlineData("Implicit")]
    public void A_token_logs_in_and_a_wrong_one_is_refused_after_its_challenge(string tls)
    {
        var server = RealServer.Require("nodemailer");
        string script = """
            $t = New-SmtpTransporter $args[0] -Port $args[1] -Tls $args[2] -UserName $args[3] -AccessToken $args[4] -ServerCertificateThumbprint $args[5] -LogPath $log
            $t | Send-SmtpLoggedMessage -From ops@test.example -To $args[6] -Subject x -Body y
            $t.Dispose()
            """;
        SessionOutput Send(string token) => Run(
            script, server.Host, tls == "Implicit" ? server.SmtpsPort : server.SubmissionPort, tls, server.User, Secure(token), server.Thumbprint, $"alice@{server.Domain}");

        Assert.True(Send(server["ACCESS_TOKEN"]).Single<SmtpSendResult>().Success);
        var refused = Assert.IsType<SmtpSendResult>(Send(RealServerLogin.Wrong).Error("AuthenticationFailed", "Send-SmtpLoggedMessage").TargetObject);

        Assert.Equal(535, refused.Status);
        Assert.Contains(refused.Transcript, entry => entry.Code == 334);
        new SecretForms(server.User, server["ACCESS_TOKEN"]).AssertAbsent("the log", [File.ReadAllText(LogPath)]);
        new SecretForms(server.User, RealServerLogin.Wrong).AssertAbsent("the log", [File.ReadAllText(LogPath)]);
        Assert.Equal([null, SmtpErrorKind.AuthenticationFailed], Run("ConvertFrom-SmtpLog $log -AsSession").All<SmtpLogSession>().Select(session => session.ErrorKind));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void A_check_and_a_send_agree_on_every_recipient(string name)
    {
        var server = Connect(name, "StartTls", RealServerLogin.Good);
        string[] recipients = [$"alice@{server.Domain}", $"carol@{server.Domain}"];

        var check = Run("$t | Test-SmtpTransporter -From ops@test.example -To $args[0]", new object[] { recipients }).Single<SmtpTestResult>();

        Assert.False(check.Success);
        Assert.Equal(SmtpErrorKind.RecipientRejected, check.ErrorKind);
        Assert.Equal([true, false], check.Recipients.Select(recipient => recipient.Accepted));
        Assert.Equal(2, check.ExitCode);
        Assert.Equal(SmtpStage.Mail, check.StageReached);
        Assert.DoesNotContain(check.Transcript, entry => entry.Command == "DATA");
        var error = Run("$t | Send-SmtpLoggedMessage -From ops@test.example -To $args[0] -Subject x -Body y", new object[] { recipients })
            .Error("RecipientRejected", "Send-SmtpLoggedMessage");
        Assert.Equal(check.Code, ((SmtpSendResult)error.TargetObject).Status);
    }

    [Fact]
    public void Relaying_without_a_login_is_refused_with_its_diagnosis()
    {
        var server = RealServer.Require();

        var result = Run(
            "New-SmtpTransporter $args[0] -Port $args[1] -Tls None | Test-SmtpTransporter -From ops@test.example -To someone@elsewhere.example",
            server.Host,
            server.PlainPort).Single<SmtpTestResult>();

        Assert.Equal(SmtpErrorKind.RecipientRejected, result.ErrorKind);
        Assert.Equal(554, result.Code);
        Assert.Contains("-Credential", result.Diagnosis?.Advice, StringComparison.Ordinal);
    }

    private RealServer Connect(string name, string tls, string? password)
    {
        var server = RealServer.Require(name);
        Session.Set("cred", Login(server.User, password ?? server.Password));
        Run(
            "$global:t = New-SmtpTransporter $args[0] -Port $args[1] -Tls $args[2] -Credential $cred -ServerCertificateThumbprint $args[3] -LogPath $log; $t",
            server.Host,
            tls == "Implicit" ? server.SmtpsPort : server.SubmissionPort,
            tls,
            server.Thumbprint).Single<SmtpTransporter>();
        return server;
    }

    private static class RealServerLogin
    {
        public const string? Good = null;
        public const string Wrong = "not-the-password";
    }
}
