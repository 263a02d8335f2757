using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Reading.Sessions;
using SmtpLog.Tests.Reading.Sessions;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class ToolSessionTests
{
    [Theory]
    [InlineData(SmtpLogDialect.MailKit, "login-refused.log", "1 localhost:25253 Failed Auth 535 AuthenticationFailed")]
    [InlineData(SmtpLogDialect.MailKit, "no-prefixes.log", "1 localhost:25251 Completed - - -, ops@example.com>bob@example.com 477F92000C")]
    [InlineData(SmtpLogDialect.Swaks, "success.log", "1 127.0.0.1:25251 Completed - - -, ops@example.com>bob@example.com 477F920001")]
    [InlineData(SmtpLogDialect.Swaks, "not-connected.log", "1 127.0.0.1:1 Failed Connect - ConnectionRefused")]
    [InlineData(SmtpLogDialect.Curl, "success.log", "1 127.0.0.1:25251 Open - - -, ops@example.com>bob@example.com 477F920002")]
    [InlineData(SmtpLogDialect.Curl, "login-refused.log", "1 127.0.0.1:25252 Failed Auth 535 AuthenticationFailed")]
    [InlineData(SmtpLogDialect.Curl, "trace-with-times.log", "1 127.0.0.1:25251 Open - - -, ops@example.com>bob@example.com 477F920003")]
    [InlineData(SmtpLogDialect.Curl, "not-connected.log", "1 127.0.0.1:1 Failed Connect - ConnectionRefused")]
    [InlineData(SmtpLogDialect.Nodemailer, "not-connected.log", "1iYeK8BSog : Failed Connect - ConnectionRefused")]
    [InlineData(SmtpLogDialect.Nodemailer, "login-refused.log", "tE9dgw36OUo 127.0.0.1:25252 Failed Auth 535 AuthenticationFailed")]
    [InlineData(SmtpLogDialect.Nodemailer, "content-not-shown.log", "JxYfPTd4Ia8 127.0.0.1:25251 Completed - - -, ops@example.com>bob@example.com 477F92000E")]
    [InlineData(SmtpLogDialect.Curl, "starttls-missing.log", "1 127.0.0.1:25251 Failed Tls - StartTlsNotOffered")]
    [InlineData(SmtpLogDialect.Curl, "certificate-refused.log", "1 127.0.0.1:25253 Failed Tls - CertificateInvalid")]
    [InlineData(SmtpLogDialect.Python, "implicit-tls.log", "1 127.0.0.1:25254 Completed - - -, ops@example.com>bob@example.com 8D54440004")]
    [InlineData(SmtpLogDialect.Python, "certificate-refused.log", "1 127.0.0.1:26253 Failed Tls - CertificateInvalid")]
    [InlineData(SmtpLogDialect.Python, "host-not-found.log", "1 nosuch.invalid:25 Failed Connect - HostNotFound")]
    [InlineData(SmtpLogDialect.Python, "connection-lost.log", "1 127.0.0.1:26005 Failed Data - ConnectionLost, ops@example.com>bob@example.com ")]
    [InlineData(SmtpLogDialect.Python, "python2.log", "1 mx.example.com:25 Failed Mail 550 SenderRejected, o'brien@example.com> ")]
    [InlineData(SmtpLogDialect.PhpMailer, "certificate-refused.log", "1 : Failed Tls - CertificateInvalid")]
    [InlineData(SmtpLogDialect.PhpMailer, "errors-only.log", "1 : Failed Connect - ConnectionRefused")]
    [InlineData(SmtpLogDialect.SwiftMailer, "exception-with-log.log", "1 : Failed Auth 535 AuthenticationFailed")]
    [InlineData(SmtpLogDialect.SwiftMailer, "pipelined-refused.log", "1 : Failed Mail 530 AuthenticationRequired, ops@example.com>bob@example.com,carol@example.com ")]
    [InlineData(SmtpLogDialect.Symfony, "certificate-refused.log", "1 : Failed Tls - CertificateInvalid")]
    [InlineData(SmtpLogDialect.Symfony, "exception.log", "1 : Failed Mail 530 AuthenticationRequired, ops@example.com> ")]
    [InlineData(SmtpLogDialect.PhpMailer, "success.log", "1 mx.example.com:587 Completed - - -, ops@example.com>bob@example.com 477F920001")]
    [InlineData(SmtpLogDialect.SwiftMailer, "login-refused.log", "1 : Failed Auth 535 AuthenticationFailed")]
    [InlineData(SmtpLogDialect.Symfony, "success.log", "1 : Completed - - -, ops@example.com>bob@example.com 477F920001")]
    [InlineData(SmtpLogDialect.GoMail, "login-refused.log", "1 : Failed Auth 535 AuthenticationFailed")]
    public void One_connection_is_one_session(SmtpLogDialect dialect, string name, string expected)
    {
        Assert.Equal(expected, Describe(Assert.Single(Sessions(dialect, name))));
    }

    [Theory]
    [InlineData(SmtpLogDialect.MailKit, "two-sessions.log", "1 Failed RecipientRejected", "2 Completed -")]
    [InlineData(SmtpLogDialect.Swaks, "tls.log", "1 Failed RecipientRejected", "2 Failed ServiceUnavailable")]
    [InlineData(SmtpLogDialect.PhpMailer, "login-refused.log", "1 Failed AuthenticationFailed", "2 Failed ConnectionRefused")]
    [InlineData(SmtpLogDialect.Sendmail, "not-connected.log", "1 Failed ConnectionRefused", "2 Incomplete -")]
    [InlineData(SmtpLogDialect.Sendmail, "traffic.log", "29561 Completed -", "29561-2 Failed ConnectionLost")]
    [InlineData(SmtpLogDialect.Sendmail, "server.log", "4711 Failed RecipientRejected", "4712 Open -")]
    [InlineData(SmtpLogDialect.Nodemailer, "no-ids.log", "1 Failed AuthenticationFailed", "2 Failed ServiceUnavailable")]
    public void Each_connection_is_a_session(SmtpLogDialect dialect, string name, string first, string second)
    {
        Assert.Equal([first, second], Sessions(dialect, name).Select(session => $"{session.SessionId} {session.Outcome} {session.ErrorKind?.ToString() ?? "-"}"));
    }

    [Fact]
    public void What_nodemailer_says_of_a_closed_connection_makes_no_session()
    {
        string log = Encoding.UTF8.GetString(ToolSamples.Load(SmtpLogDialect.Nodemailer, "success.log")).TrimEnd('\n');
        string id = Sessions(SmtpLogDialect.Nodemailer, "success.log").Single().SessionId!;
        List<SmtpLogSession> sessions = LogSessions.Parse(Encoding.UTF8.GetBytes($"{log}\n[2026-11-25 16:01:19] INFO  [#1] Connection #1 removed\n[2026-11-25 16:01:19] INFO  [{id}] Connection closed\n[2026-11-25 16:01:19] INFO  [{id}] Connection closed\n"), new LogReaderOptions());

        Assert.Equal(id, Assert.Single(sessions).SessionId);
    }

    [Fact]
    public void A_pooled_connection_has_its_messages()
    {
        SmtpLogSession session = Assert.Single(Sessions(SmtpLogDialect.Nodemailer, "pool.log"));

        Assert.Equal(["2A00480002", "2A00480003"], session.Messages.Select(message => message.QueueId));
        Assert.True(session.Authenticated);
        Assert.Equal("PLAIN", session.Mechanism);
    }

    [Theory]
    [InlineData(SmtpLogDialect.MailKit, "two-sessions.log")]
    [InlineData(SmtpLogDialect.Swaks, "tls.log")]
    [InlineData(SmtpLogDialect.PhpMailer, "login-refused.log")]
    [InlineData(SmtpLogDialect.Sendmail, "not-connected.log")]
    [InlineData(SmtpLogDialect.Symfony, "two-sessions.log")]
    [InlineData(SmtpLogDialect.Nodemailer, "no-ids.log")]
    public void A_session_comes_out_when_the_tool_begins_the_next(SmtpLogDialect dialect, string name)
    {
        var sessions = new List<SmtpLogSession>();
        var feed = new LogFeed(dialect, new SessionOutput(new LogReaderOptions(), sessions.Add));
        int fed = 0;
        foreach (string line in Encoding.UTF8.GetString(ToolSamples.Load(dialect, name)).TrimEnd('\n').Split('\n'))
        {
            feed.Feed(line);
            fed++;
            if (sessions.Count > 0)
            {
                break;
            }
        }

        List<SmtpLogSession> all = Sessions(dialect, name);
        Assert.Equal(all[0].Entries.Select(EntryLine.Of), Assert.Single(sessions).Entries.Select(EntryLine.Of));
        Assert.InRange(fed, 1, all[1].LineNumber + 1);
    }

    [Theory]
    [InlineData(SmtpLogDialect.PhpMailer, "login-refused.log")]
    [InlineData(SmtpLogDialect.GoMail, "login-refused.log")]
    [InlineData(SmtpLogDialect.SwiftMailer, "login-refused.log")]
    public void Extensions_are_read_from_a_reply_in_one_record(SmtpLogDialect dialect, string name)
    {
        Assert.Equal(["AUTH LOGIN"], Sessions(dialect, name)[0].Extensions);
        Assert.Equal(["LOGIN"], Sessions(dialect, name)[0].MechanismsOffered);
    }

    [Theory]
    [InlineData(SmtpLogDialect.Swaks, "=== Connected to 127.0.0.1.|<-  220 mx| -> EHLO x|<-  250 mx|*** Host did not advertise STARTTLS|=== Connection closed with remote host.", "Failed StartTlsNotOffered")]
    [InlineData(SmtpLogDialect.Swaks, "=== Connected to 127.0.0.1.| -> EHLO x| -> MAIL FROM:<a@example.com>| -> RCPT TO:<b@example.com>| -> QUIT|=== Connection closed with remote host.", "Completed ")]
    [InlineData(SmtpLogDialect.Msmtp, "msmtp: cannot connect to 127.0.0.1, port 1: Connection refused|msmtp: could not send mail|host = 127.0.0.1|port = 1", "Failed ConnectionRefused")]
    [InlineData(SmtpLogDialect.MsmtpLog, "Nov 25 15:58:00 host=nosuch.invalid tls=off auth=off from=a@example.com recipients=b@example.com errormsg='cannot locate host nosuch.invalid: Name or service not known' exitcode=EX_NOHOST", "Failed HostNotFound")]
    public void What_a_tool_says_of_a_failure_is_its_kind(SmtpLogDialect dialect, string log, string expected)
    {
        List<SmtpLogSession> sessions = LogSessions.Parse(Encoding.UTF8.GetBytes(log.Replace('|', '\n')), new LogReaderOptions { Dialect = dialect });

        Assert.Equal(expected, $"{sessions.Single().Outcome} {sessions.Single().ErrorKind}");
    }

    [Theory]
    [InlineData(SmtpLogDialect.PhpMailer, "Username and Password not accepted.|Learn more at https://support.example.com/")]
    [InlineData(SmtpLogDialect.GoMail, "Username and Password not accepted. For more information, go to|https://support.example.com/")]
    [InlineData(SmtpLogDialect.SwiftMailer, "Username and Password not accepted.|Learn more at https://support.example.com/")]
    public void A_reply_in_one_record_has_its_words_without_codes(SmtpLogDialect dialect, string expected)
    {
        SmtpLogSession session = Sessions(dialect, "login-refused.log")[0];

        Assert.Equal((535, "5.7.8", expected), (session.Code, session.EnhancedCode, session.Reply!.Replace('\n', '|')));
    }

    /// <summary>Without the one that takes what belongs to none.</summary>
    private static List<SmtpLogSession> Sessions(SmtpLogDialect dialect, string name) =>
        LogSessions.Parse(ToolSamples.Load(dialect, name), new LogReaderOptions()).Where(session => session.SessionId is not null).ToList();

    private static string Describe(SmtpLogSession session) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{session.SessionId} {session.Server}:{session.Port} {session.Outcome} {Name(session.FailedStage)} {Name(session.Code)} {Name(session.ErrorKind)}")
        + string.Concat(session.Messages.Select(message => $", {message.From}>{string.Join(',', message.Recipients.Select(recipient => recipient.Address))} {message.QueueId}"));

    private static string Name(object? value) => value is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{value}");
}
