using System;
using System.Linq;
using Xunit;
using static SmtpLog.Tests.Reading.Sessions.LogSessions;

namespace SmtpLog.Tests.Reading.Sessions;

public class OutcomeTests
{
    private static readonly string[] s_login = ["C AUTH PLAIN ****************", "S 535-5.7.8 Wrong", "S 535 5.7.8 password"];
    private static readonly string[] s_goodbye = ["C QUIT", "S 221 bye", Closed];

    [Fact]
    public void A_session_that_ends_well_is_completed()
    {
        SmtpLogSession session = Opened(s_goodbye);

        Assert.Equal(SmtpSessionOutcome.Completed, session.Outcome);
        Assert.Null(session.ErrorKind);
        Assert.Null(session.Diagnosis);
        Assert.Equal("Session 1 with mx.example.com:587: Completed", session.ToString());
    }

    [Fact]
    public void A_wrong_password_is_one_failed_session()
    {
        SmtpLogSession session = Opened([.. s_login, "C AUTH LOGIN", "S 334 VXNlcm5hbWU6", "C ****************", "S 535 5.7.8 again", .. s_goodbye]);

        AssertFailed(session, SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535, "5.7.8", "again");
        Assert.Equal("LOGIN", session.Mechanism);
        Assert.Equal("Session 1 with mx.example.com:587: Failed (AuthenticationFailed 535 5.7.8)", session.ToString());
    }

    [Fact]
    public void All_lines_of_the_deciding_reply_are_kept()
    {
        AssertFailed(Opened([.. s_login, .. s_goodbye]), SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535, "5.7.8", "Wrong\npassword");
    }

    [Fact]
    public void A_second_login_that_is_accepted_makes_the_first_good()
    {
        SmtpLogSession session = Opened([.. s_login, "C AUTH LOGIN ****************", "S 235 ok", .. s_goodbye]);

        Assert.Equal((SmtpSessionOutcome.Completed, true, "LOGIN"), (session.Outcome, session.Authenticated, session.Mechanism));
    }

    [Theory]
    [InlineData("S 554 5.3.2 not today", SmtpErrorKind.ServiceUnavailable, SmtpStage.Connect, 554, "5.3.2")]
    [InlineData("S 220 mx|C EHLO x|S 550 go away", SmtpErrorKind.ServiceUnavailable, SmtpStage.Hello, 550, null)]
    [InlineData("S 220 mx|C EHLO x|S 250 mx|C STARTTLS|S 454 4.7.0 no TLS now", SmtpErrorKind.TlsHandshakeFailed, SmtpStage.Tls, 454, "4.7.0")]
    [InlineData("S 220 mx|C EHLO x|S 250 mx|C AUTH FOO|S 504 5.5.4 unknown", SmtpErrorKind.MechanismNotOffered, SmtpStage.Auth, 504, "5.5.4")]
    [InlineData("S 220 mx|C EHLO x|S 250 mx|C AUTH PLAIN|S 530 5.7.0 Must issue a STARTTLS command first", SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 530, "5.7.0")]
    [InlineData("S 220 mx|C EHLO x|S 250 mx|C MAIL FROM:<a@b>|S 530 5.7.0 log in", SmtpErrorKind.AuthenticationRequired, SmtpStage.Mail, 530, "5.7.0")]
    [InlineData("S 220 mx|C EHLO x|S 250 mx|C MAIL FROM:<a@b> SIZE=9|S 552 5.3.4 too big", SmtpErrorKind.MessageTooLarge, SmtpStage.Mail, 552, "5.3.4")]
    [InlineData("S 220 mx|C EHLO x|S 250 mx|C MAIL FROM:<a@b>|S 550 5.7.1 not you", SmtpErrorKind.SenderRejected, SmtpStage.Mail, 550, "5.7.1")]
    [InlineData("S 220 mx|C EHLO x|S 250 mx|C MAIL FROM:<a@b>|S 250 ok|C RCPT TO:<c@d>|S 450 4.2.1 later", SmtpErrorKind.RecipientRejected, SmtpStage.Recipient, 450, "4.2.1")]
    [InlineData("S 220 mx|C EHLO x|S 250 mx|C MAIL FROM:<a@b>|S 250 ok|C RCPT TO:<c@d>|S 250 ok|C DATA|S 354 go|C .|S 554 5.6.0 spam", SmtpErrorKind.MessageRejected, SmtpStage.Data, 554, "5.6.0")]
    [InlineData("S 220 mx|C EHLO x|S 250 mx|S 421 4.4.2 idle", SmtpErrorKind.ServiceUnavailable, SmtpStage.Hello, 421, "4.4.2")]
    public void Without_an_Error_line_the_last_refusal_decides(string lines, SmtpErrorKind kind, SmtpStage stage, int code, string? enhanced)
    {
        SmtpLogSession session = One([Connecting, .. lines.Split('|'), .. s_goodbye]);

        AssertFailed(session, kind, stage, code, enhanced, session.Reply);
        Assert.Equal(code < 500, session.IsTransient);
        Assert.NotEmpty(session.Diagnosis!.Meaning);
    }

    [Theory]
    [InlineData("C NOOP|S 451 4.0.0 busy")]
    [InlineData("C RSET|S 500 what")]
    [InlineData("C VRFY x|S 550 no")]
    [InlineData("C XFOO|S 502 what")]
    [InlineData("C HELO x|S 250 a|C EHLO x|S 502 what|C HELO x|S 250 a")]
    public void Some_refusals_decide_nothing(string lines)
    {
        Assert.Equal(SmtpSessionOutcome.Completed, Opened([.. lines.Split('|'), .. s_goodbye]).Outcome);
    }

    [Fact]
    public void A_refused_goodbye_decides_nothing()
    {
        Assert.Equal(SmtpSessionOutcome.Completed, Opened("C QUIT", "S 421 4.4.2 closing", Closed).Outcome);
    }

    [Theory]
    [InlineData("C STARTTLS|S 454 4.7.0 no TLS now|C MAIL FROM:<a@b>|S 250 ok|C RCPT TO:<c@d>|S 250 ok")]
    [InlineData("C MAIL FROM:<a@b>|S 250 ok|C RCPT TO:<c@d>|S 550 5.1.1 unknown|C RCPT TO:<e@f>|S 250 ok")]
    [InlineData("C MAIL FROM:<a@b>|S 530 5.7.0 log in|C AUTH PLAIN ********|S 235 ok|C MAIL FROM:<a@b>|S 250 ok|C RCPT TO:<e@f>|S 250 ok")]
    [InlineData("C MAIL FROM:<a@b>|S 250 ok|C RCPT TO:<c@d>|S 450 4.2.1 later|C RSET|S 250 ok|C MAIL FROM:<a@b>|S 250 ok|C RCPT TO:<c@d>|S 250 ok")]
    public void A_refusal_that_a_delivery_follows_is_none_of_the_end(string lines)
    {
        SmtpLogSession session = Opened([.. lines.Split('|'), "C DATA", "S 354 go", "C .", "S 250 2.0.0 queued as 4ABC", .. s_goodbye]);

        Assert.Equal(SmtpSessionOutcome.Completed, session.Outcome);
        Assert.True(session.Messages[^1].Accepted);
        Assert.Null(session.Code);
    }

    [Fact]
    public void A_421_on_an_idle_connection_that_has_done_its_work_is_no_failure()
    {
        SmtpLogSession session = Opened(
            "C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", "S 250 ok", "C DATA", "S 354 go", "C .", "S 250 ok", "S 421 4.4.2 idle", Closed);

        Assert.Equal(SmtpSessionOutcome.Completed, session.Outcome);
    }

    [Fact]
    public void An_Error_line_decides_whatever_follows()
    {
        SmtpLogSession session = Opened(
            "C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", "S 550-5.1.1 no such", "S 550 5.1.1 user",
            "# SMTP Error. kind=RecipientRejected stage=Recipient code=550 user=\"ops\" message=\"The server refused a recipient (mx.example.com:587, stage Recipient): 550 5.1.1 no such user.\"",
            "C RSET", "S 250 ok", "C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<e@f>", "S 250 ok", "C DATA", "S 354 go", "C .", "S 250 ok", "C QUIT", "S 221 bye", Closed);

        AssertFailed(session, SmtpErrorKind.RecipientRejected, SmtpStage.Recipient, 550, "5.1.1", "no such\nuser");
        Assert.Equal([false, true], session.Messages.Select(message => message.Accepted));
        Assert.Equal("ops", session.UserName);
    }

    [Fact]
    public void An_Error_line_without_a_code_has_no_reply()
    {
        SmtpLogSession session = One(
            Connecting, "# SMTP Error. kind=HostNotFound stage=Connect message=\"The name 'mx.example.com' has no address (mx.example.com:587, stage Connect).\"", Closed);

        AssertFailed(session, SmtpErrorKind.HostNotFound, SmtpStage.Connect, null, null, null);
        Assert.NotNull(session.Diagnosis!.Cause);
    }

    [Fact]
    public void Of_two_refusals_with_one_code_the_Error_line_means_the_one_it_quotes()
    {
        SmtpLogSession session = Opened(
            "C MAIL FROM:<a@b>", "C RCPT TO:<c@d>", "C RCPT TO:<e@f>", "S 250 ok", "S 550 5.1.1 first", "S 550 5.7.1 second",
            "# SMTP Error. kind=RecipientRejected stage=Recipient code=550 message=\"The server refused a recipient (mx.example.com:587, stage Recipient): 550 5.7.1 second.\"", Closed);

        AssertFailed(session, SmtpErrorKind.RecipientRejected, SmtpStage.Recipient, 550, "5.7.1", "second");
    }

    [Fact]
    public void An_Error_line_may_speak_of_a_reply_that_is_no_refusal()
    {
        SmtpLogSession session = Opened(
            "C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", "S 250 ok", "C DATA", "S 250 fine", "C RSET", "S 250 2.0.0 fine",
            "# SMTP Error. kind=ProtocolError stage=Data code=250 message=\"The server answered out of turn (mx.example.com:587, stage Data): 250 fine.\"", Closed);

        AssertFailed(session, SmtpErrorKind.ProtocolError, SmtpStage.Data, 250, null, "fine");
        Assert.False(session.Messages.Single().Accepted);
    }

    [Fact]
    public void Only_a_235_accepts_a_login()
    {
        SmtpLogSession session = Opened(
            "C AUTH PLAIN ********", "S 250 fine",
            "# SMTP Error. kind=ProtocolError stage=Auth code=250 message=\"The server answered out of turn (mx.example.com:587, stage Auth): 250 fine.\"",
            "C QUIT", "S 221 bye", Closed);

        AssertFailed(session, SmtpErrorKind.ProtocolError, SmtpStage.Auth, 250, null, "fine");
        Assert.False(session.Authenticated);
    }

    [Fact]
    public void The_last_Error_line_counts_and_may_name_a_kind_that_is_not_known()
    {
        SmtpLogSession session = Opened("# SMTP Error. kind=SenderRejected stage=Mail code=550", "# SMTP Error. kind=SomethingNew stage=Data", Closed);

        Assert.Equal((SmtpSessionOutcome.Failed, null, SmtpStage.Data, null), (session.Outcome, session.ErrorKind, session.FailedStage, session.Code));
        Assert.NotEmpty(session.Diagnosis!.Meaning);
    }

    [Fact]
    public void What_only_follows_from_a_refusal_is_not_the_reason()
    {
        SmtpLogSession sender = Opened([
            "C MAIL FROM:<a@b>", "C RCPT TO:<c@d>", "C DATA", "S 550 5.7.1 not you", "S 503 5.5.1 need MAIL", "S 503 5.5.1 need RCPT", .. s_goodbye]);
        SmtpLogSession recipient = Opened([
            "C MAIL FROM:<a@b>", "C RCPT TO:<c@d>", "C DATA", "S 250 ok", "S 550 5.1.1 unknown", "S 554 5.5.1 no valid recipients", .. s_goodbye]);

        AssertFailed(sender, SmtpErrorKind.SenderRejected, SmtpStage.Mail, 550, "5.7.1", "not you");
        AssertFailed(recipient, SmtpErrorKind.RecipientRejected, SmtpStage.Recipient, 550, "5.1.1", "unknown");
        Assert.Equal(503, Assert.Single(sender.Messages[0].Recipients).Code);
    }

    [Theory]
    [InlineData("C MAIL FROM:<a@b>", SmtpStage.Mail)]
    [InlineData("C AUTH LOGIN|S 334 VXNlcm5hbWU6", SmtpStage.Auth)]
    [InlineData("C MAIL FROM:<a@b>|S 250 ok|C RCPT TO:<c@d>|S 250 ok|C DATA|S 354 go|C Subject: x", SmtpStage.Data)]
    [InlineData("C EHLO x|S 250-mx", SmtpStage.Hello)]
    public void A_closed_line_in_the_middle_of_an_exchange_is_a_lost_connection(string lines, SmtpStage stage)
    {
        AssertFailed(Opened([.. lines.Split('|'), Closed]), SmtpErrorKind.ConnectionLost, stage, null, null, null);
    }

    [Theory]
    [InlineData("C NOOP")]
    [InlineData("C QUIT")]
    [InlineData("C RSET")]
    public void Some_commands_may_stay_without_an_answer(string command)
    {
        Assert.Equal(SmtpSessionOutcome.Completed, Opened(command, Closed).Outcome);
    }

    [Fact]
    public void A_connection_without_a_word_is_a_lost_one()
    {
        AssertFailed(One(Connecting, "# SMTP Connected to 'mx.example.com' at port 587. (Not secure)", Closed), SmtpErrorKind.ConnectionLost, SmtpStage.Connect, null, null, null);
    }

    [Fact]
    public void A_421_explains_what_stays_without_an_answer()
    {
        SmtpLogSession session = Opened("C MAIL FROM:<a@b>", "C RCPT TO:<c@d>", "C DATA", "S 421 4.3.2 shutting down", Closed);

        AssertFailed(session, SmtpErrorKind.ServiceUnavailable, SmtpStage.Mail, 421, "4.3.2", "shutting down");
    }

    [Fact]
    public void A_handshake_that_nothing_follows_failed()
    {
        AssertFailed(Opened("C STARTTLS", "S 220 go ahead", Closed), SmtpErrorKind.TlsHandshakeFailed, SmtpStage.Tls, null, null, null);
    }

    [Fact]
    public void A_kept_connection_is_open()
    {
        SmtpLogSession session = Opened("C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", "S 250 ok", "C DATA", "S 354 go", "C .", "S 250 ok");

        Assert.Equal(SmtpSessionOutcome.Open, session.Outcome);
    }

    [Theory]
    [InlineData("C MAIL FROM:<a@b>")]
    [InlineData("C MAIL FROM:<a@b>|S 250 ok")]
    [InlineData("C EHLO x|S 250-mx")]
    [InlineData("C STARTTLS|S 220 go ahead")]
    [InlineData("C AUTH LOGIN|S 334 VXNlcm5hbWU6")]
    [InlineData("C AUTH PLAIN ********|S 535 no|C AUTH LOGIN ********")]
    public void A_session_cut_in_an_exchange_is_incomplete(string lines)
    {
        SmtpLogSession session = Opened(lines.Split('|'));

        Assert.Equal(SmtpSessionOutcome.Incomplete, session.Outcome);
        Assert.Null(session.Code);
    }

    [Fact]
    public void A_session_cut_after_a_refusal_has_failed()
    {
        Assert.Equal(SmtpSessionOutcome.Failed, Opened(s_login).Outcome);
    }

    [Fact]
    public void A_log_that_begins_in_the_middle_still_tells_the_stage_where_the_code_does()
    {
        AssertFailed(One("S 535 5.7.8 no", "C QUIT", "S 221 bye"), SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535, "5.7.8", "no");
        AssertFailed(One("S 550 5.1.1 no", "C QUIT", "S 221 bye"), null, null, 550, "5.1.1", "no");
        AssertFailed(One("S 421 4.3.0 no", Closed), SmtpErrorKind.ServiceUnavailable, null, 421, "4.3.0", "no");
    }

    [Fact]
    public void The_challenge_of_XOAUTH2_is_read()
    {
        string challenge = Convert.ToBase64String("{\"status\":\"401\",\"scope\":\"https://mail.google.com/\"}"u8);
        SmtpLogSession session = Opened(["C AUTH XOAUTH2 ****************", "S 334 " + challenge, "C ", "S 535 5.7.8 no", .. s_goodbye]);

        AssertFailed(session, SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535, "5.7.8", "no");
        Assert.Contains("status 401 and names the scope https://mail.google.com/", session.Diagnosis!.Cause, StringComparison.Ordinal);
    }

    private static void AssertFailed(SmtpLogSession session, SmtpErrorKind? kind, SmtpStage? stage, int? code, string? enhanced, string? reply)
    {
        Assert.Equal(
            (SmtpSessionOutcome.Failed, kind, stage, code, enhanced, reply),
            (session.Outcome, session.ErrorKind, session.FailedStage, session.Code, session.EnhancedCode, session.Reply));
    }
}
