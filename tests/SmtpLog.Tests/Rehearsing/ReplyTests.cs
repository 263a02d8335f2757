using System;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Rehearsing;

/// <summary><c>Start-SmtpTestServer -Reply</c>: a server that fails where it is told to.</summary>
public sealed class ReplyTests : EngineTest
{
    private const string Send = "$t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject x -Body y";

    public static TheoryData<string, string, string, SmtpErrorKind, SmtpStage, int> Failures => new()
    {
        { "Connect", "421 4.3.2 Too busy", "", SmtpErrorKind.ServiceUnavailable, SmtpStage.Connect, 421 },
        { "Connect", "Close", "", SmtpErrorKind.ConnectionLost, SmtpStage.Connect, 0 },
        { "EHLO", "421 4.3.2 Too busy", "", SmtpErrorKind.ServiceUnavailable, SmtpStage.Hello, 421 },
        { "EHLO", "Close", "", SmtpErrorKind.ConnectionLost, SmtpStage.Hello, 0 },
        { "EHLO", "250-mx.example.com\n250 SIZE 1000", "-Credential $cred", SmtpErrorKind.MechanismNotOffered, SmtpStage.Auth, 0 },
        { "AUTH", "535 5.7.139 The tenant has disabled it", "-Credential $cred -AuthenticationMechanism Plain", SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535 },
        { "AUTH", "535 5.7.8 No", "-Credential $cred -AuthenticationMechanism Login", SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535 },
        { "AUTH", "454 4.7.0 Later", "-Credential $cred", SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 454 },
        { "MAIL", "530 5.7.0 Log in first", "", SmtpErrorKind.AuthenticationRequired, SmtpStage.Mail, 530 },
        { "MAIL", "550 5.7.1 Not from you", "", SmtpErrorKind.SenderRejected, SmtpStage.Mail, 550 },
        { "MAIL", "Close", "", SmtpErrorKind.ConnectionLost, SmtpStage.Mail, 0 },
        { "MAIL", "Silence", "-SendTimeout 1", SmtpErrorKind.SendTimeout, SmtpStage.Mail, 0 },
        { "RCPT", "550 5.1.1 No such user", "", SmtpErrorKind.RecipientRejected, SmtpStage.Recipient, 550 },
        { "rcpt", "Close", "", SmtpErrorKind.ConnectionLost, SmtpStage.Recipient, 0 },
        { "DATA", "554 5.7.1 Not now", "", SmtpErrorKind.MessageRejected, SmtpStage.Data, 554 },
        { "Content", "451 4.7.1 Greylisted", "", SmtpErrorKind.MessageRejected, SmtpStage.Data, 451 },
        { "Content", "552 5.3.4 Too big", "", SmtpErrorKind.MessageTooLarge, SmtpStage.Data, 552 },
        { "Content", "Close", "", SmtpErrorKind.ConnectionLost, SmtpStage.Data, 0 },
        { "Content", "Silence", "-SendTimeout 1", SmtpErrorKind.SendTimeout, SmtpStage.Data, 0 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void It_fails_where_it_is_told_to(string moment, string reply, string transporter, SmtpErrorKind kind, SmtpStage stage, int code)
    {
        Session.Set("replies", new System.Collections.Hashtable { [moment] = reply });
        var server = Serve("-Tls None -Reply $replies", $"{transporter} -LogPath $log");

        var result = Failure($"{kind}");

        Assert.Equal((kind, stage, code), (result.ErrorKind!.Value, result.FailedStage, result.Status));
        Assert.Empty(server.Messages);
    }

    [Fact]
    public void STARTTLS_is_refused_on_demand()
    {
        Serve("-Reply @{ STARTTLS = '454 4.7.0 TLS not available' }");

        var result = Failure("TlsHandshakeFailed");

        Assert.Equal((SmtpStage.Tls, 454), (result.FailedStage, result.Status));
    }

    [Fact]
    public void Several_replies_come_in_turn_over_all_connections_and_the_last_stays()
    {
        var server = Serve("-Tls None -Reply @{ Content = '451 4.7.1 Greylisted', '250 2.0.0 Ok: queued as 4711' }", "-NoKeepAlive");

        Assert.Equal(451, Failure("MessageRejected").Status);
        for (int i = 0; i < 2; i++)
        {
            var result = Run(Send).Single<SmtpSendResult>();
            Assert.True(result.Success);
            Assert.Equal("4711", result.QueueId);
        }

        Assert.Equal(2, server.Messages.Count);
    }

    [Fact]
    public void A_success_on_demand_makes_no_success_of_what_the_server_refuses()
    {
        Session.Set("other", Login(User, "another"));
        Serve("-Tls None -Credential $other -Reply @{ AUTH = '235 2.7.0 Come in'; MAIL = '250 2.1.0 Ok' }", "-Credential $cred -AuthenticationMechanism Plain");

        Assert.Equal(535, Failure("AuthenticationFailed").Status);
    }

    [Theory]
    [InlineData("@{ RCTP = '550 x' }", "There is no reply to 'RCTP'.")]
    [InlineData("@{ RCPT = 'no' }", "'no' is no reply to RCPT.")]
    [InlineData("@{ RCPT = '250 ok', \"550 x`r`n250 y\" }", "is no reply to RCPT.")]
    [InlineData("@{ RCPT = $null }", "'' is no reply to RCPT.")]
    public void What_is_no_reply_is_refused_and_nothing_is_started(string replies, string message)
    {
        var output = Run($"Start-SmtpTestServer -Reply {replies}");

        Assert.Contains(message, output.Error("InvalidReply", "Start-SmtpTestServer").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(output.Objects);
    }

    private SmtpSendResult Failure(string id) => Assert.IsType<SmtpSendResult>(Run(Send).Error(id, "Send-SmtpLoggedMessage").TargetObject);
}
