using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Tests.Reading.Sessions;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>A line of msmtp's log as a session with its mail.</summary>
public class MsmtpLogMailTests
{
    [Fact]
    public void Each_line_has_its_server_its_mail_and_its_reply() => Assert.Equal(
        [
            "127.0.0.1: False Failed Recipient RecipientRejected <carol@example.com>: Recipient address rejected:|it?s unknown; ops@example.com > +bob@example.com -carol@example.com:550 size=- 550",
            "127.0.0.1: False Failed Recipient RecipientRejected <carol@example.com>: Recipient address rejected:|it?s unknown; ops@example.com > +bob@example.com -carol@example.com:550 size=- 550",
            "127.0.0.1: False Failed Mail AuthenticationRequired Authentication required; ops@example.com > -bob@example.com -carol@example.com size=- 530",
            "127.0.0.1: False Failed Recipient RecipientRejected <carol@example.com>: Recipient address rejected:|it?s unknown; ops@example.com > -bob@example.com:550 -carol@example.com size=- 550",
            "127.0.0.1: False Failed Recipient RecipientRejected <carol@example.com>: Recipient address rejected:|it?s unknown; ops@example.com > +bob@example.com -carol@example.com:550 size=- 550",
            "127.0.0.1: False Completed - - -; ops@example.com > +bob@example.com size=167 250 4XyZ1b2C3d",
            "127.0.0.1: False Failed Data MessageRejected Spam message|rejected; ops@example.com > +bob@example.com size=- 554",
            "127.0.0.1: - Failed Tls StartTlsNotOffered -; ops@example.com > -bob@example.com size=- -",
            "127.0.0.1: - Failed Tls TlsHandshakeFailed -; ops@example.com > -bob@example.com size=- -",
            "127.0.0.1: False Failed Auth MechanismNotOffered -; ops@example.com > -bob@example.com size=- -",
        ],
        Read(Sample.Load(SmtpLogDialect.MsmtpLog, "replies.log")).Select(Describe));

    [Fact]
    public void A_login_is_known_by_its_user_and_by_what_came_after_it()
    {
        SmtpLogSession done = Read(Sample.Load(SmtpLogDialect.MsmtpLog, "success.log"))[0];
        SmtpLogSession failed = Read(Sample.Load(SmtpLogDialect.MsmtpLog, "failure.log"))[0];

        Assert.Equal((true, "bob", null, true), (done.Authenticated, done.UserName, done.Mechanism, done.Secure));
        Assert.Equal((false, "bob", "PLAIN", true), (failed.Authenticated, failed.UserName, failed.Mechanism, failed.Secure));
    }

    [Theory]
    [InlineData("EX_NOHOST", SmtpErrorKind.HostNotFound)]
    [InlineData("EX_NOPERM", SmtpErrorKind.AuthenticationFailed)]
    [InlineData("EX_PROTOCOL", SmtpErrorKind.ProtocolError)]
    [InlineData("EX_TEMPFAIL", SmtpErrorKind.ConnectionRefused)]
    [InlineData("EX_DATAERR", SmtpErrorKind.MessageRejected)]
    [InlineData("EX_UNAVAILABLE", SmtpErrorKind.ServiceUnavailable)]
    [InlineData("EX_OSERR", null)]
    public void The_exit_code_says_what_the_words_do_not(string exitCode, SmtpErrorKind? kind)
    {
        string line = $"Nov 24 04:38:22 host=mx.example.com tls=off auth=off from=a@example.com recipients=b@example.com errormsg='etwas ging schief' exitcode={exitCode}";

        Assert.Equal(kind, Assert.Single(Read(Encoding.UTF8.GetBytes(line))).ErrorKind);
    }

    [Fact]
    public void What_is_missing_is_null()
    {
        SmtpLogSession session = Assert.Single(Read("host= tls=on exitcode=EX_OK"u8.ToArray()));

        Assert.Equal((string.Empty, null), (session.Server, session.Port));
        Assert.Empty(Assert.Single(session.Messages).Recipients);
    }

    private static List<SmtpLogSession> Read(byte[] log) =>
        LogSessions.Parse(log, new LogReaderOptions { Dialect = SmtpLogDialect.MsmtpLog });

    private static string Describe(SmtpLogSession session)
    {
        SmtpLogMessage message = session.Messages.Single();
        string recipients = string.Join(' ', message.Recipients.Select(recipient =>
            (recipient.Accepted ? "+" : "-") + recipient.Address + (recipient.Code is { } code ? string.Create(CultureInfo.InvariantCulture, $":{code}") : string.Empty)));
        string failure = session.Outcome == SmtpSessionOutcome.Failed ? $"Failed {session.FailedStage} {session.ErrorKind} " : $"{session.Outcome} - - ";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{session.Server}:{session.Port} {session.Secure?.ToString() ?? "-"} {failure}{session.Reply?.Replace('\n', '|') ?? "-"}; {message.From} > {recipients} size={message.Size?.ToString(CultureInfo.InvariantCulture) ?? "-"} {message.Code?.ToString(CultureInfo.InvariantCulture) ?? "-"} {message.QueueId}").TrimEnd();
    }
}
