using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Tests.Reading.Sessions;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>What the servers' logs give for sessions.</summary>
public class DialectSessionTests
{
    [Theory]
    [InlineData(SmtpLogDialect.Json, "success.log", "1 smtp.example.com:587 Completed - -")]
    [InlineData(SmtpLogDialect.Json, "failure.log", "2 smtp.example.com:587 Failed 535 5.7.8")]
    [InlineData(SmtpLogDialect.Exchange, "receive.log", "08DEEA1B2C3D4E02 192.0.2.25:25 Completed - -", "08DEEA1B2C3D4E01 192.0.2.25:587 Completed - -")]
    [InlineData(SmtpLogDialect.Exchange, "send-failure.log", "08DEEA1B2C3D5F01 203.0.113.10:25 Failed 550 5.7.1", "08DEEA1B2C3D5F02 2001:db8::10:25 Failed - -")]
    [InlineData(SmtpLogDialect.HMailServer, "failure.log", "2564 - Failed 535 -")]
    [InlineData(SmtpLogDialect.HMailServer, "success.log", "95 - Completed - -")]
    [InlineData(SmtpLogDialect.MsmtpLog, "failure.log", "- smtp.example.com: Failed 535 5.7.8", "- smtp.example.com: Failed 550 5.1.1", "- smtp.example.com: Failed 554 5.7.1", "- smtp.example.com:587 Failed - -", "- smtp.example.invalid: Failed - -")]
    [InlineData(SmtpLogDialect.Msmtp, "failure.txt", "- smtp.example.com:587 Failed 535 5.7.8")]
    [InlineData(SmtpLogDialect.Msmtp, "terminal.txt", "- smtp.example.com:25 Failed 550 5.1.1")]
    [InlineData(SmtpLogDialect.Msmtp, "refused.txt", "- smtp.example.com:587 Failed - -")]
    [InlineData(SmtpLogDialect.Msmtp, "pipelined-refused.txt", "- 127.0.0.1:26003 Failed 530 5.7.0")]
    public void A_log_has_the_sessions_that_there_were(SmtpLogDialect dialect, string name, params string[] expected)
    {
        Assert.Equal(expected, Read(dialect, Sample.Load(dialect, name)).Select(Describe));
    }

    [Fact]
    public void Two_runs_of_msmtp_in_one_file_are_two_sessions()
    {
        byte[] twice = [.. Sample.Load(SmtpLogDialect.Msmtp, "refused.txt"), .. Sample.Load(SmtpLogDialect.Msmtp, "failure.txt")];

        Assert.Equal(
            ["- smtp.example.com:587 Failed - -", "- smtp.example.com:587 Failed 535 5.7.8"],
            Read(SmtpLogDialect.Msmtp, twice).Select(Describe));
    }

    [Fact]
    public void The_entries_of_a_message_keep_the_process_that_wrote_each()
    {
        SmtpLogSession message = Read(SmtpLogDialect.Postfix, Sample.Load(SmtpLogDialect.Postfix, "relay.log"))
            .Single(session => session.SessionId == "4XyZ1b2C3dz9rxS");

        Assert.Equal([3102, 3102, 3106, 811], message.Entries.Select(entry => entry.ProcessId));
        Assert.Equal(["2.0.0", "5.1.1", null, null], message.Entries.Select(entry => entry.EnhancedCode));
        Assert.Null(message.ProcessId);
    }

    public static TheoryData<SmtpLogDialect, string> Samples { get; } = new(Sample.All);

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_session_fails_without_a_kind_and_a_diagnosis(SmtpLogDialect dialect, string name) => Assert.All(
        Read(dialect, Sample.Load(dialect, name)).Where(session => session.Outcome == SmtpSessionOutcome.Failed),
        session => Assert.True(session.ErrorKind is not null && session.Diagnosis?.Advice is not null, $"{Describe(session)} {session.ErrorKind} {session.Diagnosis}"));

    [Theory]
    [InlineData("status=deferred (connect to mx.example.org[198.51.100.26]:25: Connection refused)", SmtpErrorKind.ConnectionRefused)]
    [InlineData("status=deferred (connect to mx.example.org[198.51.100.26]:25: Connection timed out)", SmtpErrorKind.ConnectionTimeout)]
    [InlineData("status=bounced (Host or domain name not found. Name service error for name=no.example.org type=AAAA: Host not found)", SmtpErrorKind.HostNotFound)]
    [InlineData("status=deferred (lost connection with mx.example.org[198.51.100.26] while sending RCPT TO)", SmtpErrorKind.ConnectionLost)]
    [InlineData("status=deferred (TLS is required, but was not offered by host mx.example.org[198.51.100.26])", SmtpErrorKind.StartTlsNotOffered)]
    [InlineData("status=deferred (Server certificate not trusted)", SmtpErrorKind.CertificateInvalid)]
    [InlineData("status=deferred (SASL authentication failed; cannot authenticate to server mx.example.org[198.51.100.26]: no mechanism available)", SmtpErrorKind.MechanismNotOffered)]
    [InlineData("status=bounced (mailbox is full)", SmtpErrorKind.RecipientRejected)]
    [InlineData("status=deferred (delivery temporarily suspended: unknown mail transport error)", null)]
    public void What_kept_Postfix_from_a_server_is_a_kind_of_failure(string outcome, SmtpErrorKind? kind)
    {
        byte[] line = Encoding.UTF8.GetBytes($"Nov  4 08:00:08 mail postfix/smtp[95]: 4D5E6F7081: to=<dave@example.org>, relay=none, delay=30, delays=0.1/0/30/0, dsn=4.4.1, {outcome}");

        SmtpLogSession session = Assert.Single(Read(SmtpLogDialect.Postfix, line));

        Assert.Equal(SmtpSessionOutcome.Failed, session.Outcome);
        Assert.Equal(kind, session.ErrorKind);
    }

    private static List<SmtpLogSession> Read(SmtpLogDialect dialect, byte[] log) =>
        LogSessions.Parse(log, new LogReaderOptions { Dialect = dialect });

    private static string Describe(SmtpLogSession session) => string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1} {2} {3} {4}",
        session.SessionId ?? "-",
        session.Server is null ? "-" : $"{session.Server}:{session.Port}",
        session.Outcome,
        session.Code?.ToString(CultureInfo.InvariantCulture) ?? "-",
        session.EnhancedCode ?? "-");
}
