using System.Linq;
using Xunit;
using static SmtpLog.Tests.Reading.Sessions.LogSessions;

namespace SmtpLog.Tests.Reading.Sessions;

public class MessageTests
{
    [Fact]
    public void A_message_has_its_envelope_its_replies_and_its_ids()
    {
        SmtpLogSession session = Opened(
            "C MAIL FROM:<ops@example.com> SIZE=1234 BODY=8BITMIME", "C RCPT TO:<bob@example.com> NOTIFY=NEVER", "C RCPT TO:<eve@example.com>",
            "S 250 2.1.0 ok", "S 250-2.1.5 fine", "S 250 2.1.5 by me", "S 550 5.1.1 unknown", "C DATA", "S 354 go",
            "C Subject: x", "C Message-Id: <1@example.com>", "C ", "C .", "S 250 2.0.0 Ok: queued as 4XyZ12", Closed);

        SmtpLogMessage message = Assert.Single(session.Messages);
        Assert.Equal(("ops@example.com", 1234L, true), (message.From, message.Size, message.Accepted));
        Assert.Equal((250, "2.0.0", "Ok: queued as 4XyZ12"), (message.Code, message.EnhancedCode, message.Reply));
        Assert.Equal(("4XyZ12", "1@example.com"), (message.QueueId, message.MessageId));
        Assert.Equal(
            ["bob@example.com True 250 2.1.5 fine|by me", "eve@example.com False 550 5.1.1 unknown"],
            message.Recipients.Select(r => $"{r.Address} {r.Accepted} {r.Code} {r.EnhancedCode} {r.Reply!.Replace('\n', '|')}"));
        Assert.Equal(Transcript.Start.AddMilliseconds(60), message.Start);
        Assert.Equal("<ops@example.com> to 2 (accepted, 250)", message.ToString());
    }

    [Theory]
    [InlineData("MAIL FROM:<>", "")]
    [InlineData("mail from: <a@b> size=1", "a@b")]
    [InlineData("MAIL FROM:a@b SIZE=1", "a@b")]
    [InlineData("MAIL FROM:<\"a>\\\" b\"@c> BODY=8BITMIME", "\"a>\\\" b\"@c")]
    [InlineData("MAIL FROM:<a\"b@c>", "a\"b@c")]
    [InlineData("MAIL FROM:<a@b", "a@b")]
    [InlineData("MAIL", "")]
    [InlineData("MAIL FROM:", "")]
    public void Senders_are_written_in_many_ways(string line, string expected)
    {
        Assert.Equal(expected, Assert.Single(Opened("C " + line).Messages).From);
    }

    [Fact]
    public void A_kept_connection_has_several_messages()
    {
        string[] Send(string to, string reply) =>
            ["C MAIL FROM:<a@b>", $"C RCPT TO:<{to}>", "S 250 ok", "S 250 ok", "C DATA", "S 354 go", "# SMTP Message content 70 bytes not logged.", "C .", "S " + reply];
        SmtpLogSession session = Opened([.. Send("c@d", "250 queued as AAA"), .. Send("e@f", "554 5.6.0 spam"), .. Send("g@h", "250 queued as CCC"), Closed]);

        Assert.Equal(
            ["c@d True 250 AAA 70", "e@f False 554  70", "g@h True 250 CCC 70"],
            session.Messages.Select(m => $"{m.Recipients.Single().Address} {m.Accepted} {m.Code} {m.QueueId} {m.Size}"));
        Assert.Equal(SmtpSessionOutcome.Completed, session.Outcome);
    }

    [Fact]
    public void Replies_reach_a_message_that_the_client_has_left_behind()
    {
        SmtpLogSession session = Opened(
            "C MAIL FROM:<a@1>", "C RCPT TO:<b@1>", "C DATA", "S 250 ok", "S 250 one", "S 354 go", "C .",
            "C MAIL FROM:<a@2>", "C RCPT TO:<b@2>", "S 250 queued as ONE", "S 250 ok", "S 250 two", "C DATA", "S 354 go", "C .", "S 250 queued as TWO", Closed);

        Assert.Equal(["a@1 one ONE", "a@2 two TWO"], session.Messages.Select(m => $"{m.From} {m.Recipients.Single().Reply} {m.QueueId}"));
    }

    [Fact]
    public void Chunks_make_the_size_and_only_the_last_one_ends_the_message()
    {
        SmtpLogSession session = Opened(
            "C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", "S 250 ok", "C BDAT 40", "# SMTP Message content 40 bytes not logged.",
            "S 250 got it", "C BDAT 2 LAST", "# SMTP Message content 2 bytes not logged.", "S 250 queued as ABC", Closed);

        SmtpLogMessage message = Assert.Single(session.Messages);
        Assert.Equal((42L, true, "ABC", "queued as ABC"), (message.Size, message.Accepted, message.QueueId, message.Reply));
    }

    [Fact]
    public void A_refused_chunk_ends_the_message_and_the_next_refusal_follows_from_it()
    {
        SmtpLogSession session = Opened(
            "C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", "S 250 ok", "C BDAT 5", "C abc", "C BDAT 5 LAST", "C abc", "S 552 5.3.4 too big", "S 503 5.5.1 what", Closed);

        Assert.Equal((552, false), (session.Messages.Single().Code, session.Messages.Single().Accepted));
        Assert.Equal((SmtpErrorKind.MessageTooLarge, 552), (session.ErrorKind, session.Code));
    }

    [Fact]
    public void Logged_content_is_counted_as_it_was_on_the_wire_without_stuffing()
    {
        SmtpLogSession session = Opened(
            "C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", "S 250 ok", "C DATA", "S 354 go", "C Subject: \u2409", "C ", "C ..x", "C .", "S 250 ok", Closed);

        Assert.Equal(12 + 2 + 4, session.Messages.Single().Size);
    }

    [Theory]
    [InlineData("C Message-ID:|C  <folded@x>", "folded@x")]
    [InlineData("C message-id: bare@x", "bare@x")]
    [InlineData("C Message-ID:|C Subject: x|C  <not@this>", null)]
    [InlineData("C Subject: x|C |C Message-ID: <in@body>", null)]
    [InlineData("# SMTP Message content 9 bytes not logged.|C Message-ID: <late@x>", null)]
    public void Only_the_header_names_the_message(string content, string? expected)
    {
        SmtpLogSession session = Opened(["C MAIL FROM:<a@b>", "S 250 ok", "C DATA", "S 354 go", .. content.Split('|'), "C .", "S 250 ok", Closed]);

        Assert.Equal(expected, session.Messages[0].MessageId);
    }

    [Theory]
    [InlineData("C MAIL FROM:<a@b>|S 250 ok|C RCPT TO:<c@d>|S 250 ok|C RSET|S 250 ok|C QUIT|S 221 bye")]
    [InlineData("C MAIL FROM:<a@b>|S 250 ok|C RCPT TO:<c@d>|S 250 ok|C QUIT|S 221 bye")]
    [InlineData("C MAIL FROM:<a@b>|C RCPT TO:<c@d>|C RSET|S 250 ok|S 250 ok|S 250 ok|C QUIT|S 221 bye")]
    public void An_envelope_that_is_taken_back_was_only_tried_out(string lines)
    {
        SmtpLogSession session = Opened([.. lines.Split('|'), Closed]);

        Assert.Equal("<a@b> to 1 (tried out)", session.Messages.Single().ToString());
        Assert.True(session.Messages.Single().IsWithdrawn);
        Assert.Equal(SmtpSessionOutcome.Completed, session.Outcome);
    }

    [Theory]
    [InlineData("S 550 no|C RSET|S 250 ok", "<a@b> to 1 (refused, 550)")]
    [InlineData("S 250 ok|C DATA|S 354 go|C RSET|S 250 queued", "<a@b> to 1 (accepted, 250)")]
    [InlineData("S 250 ok|C BDAT 100|C RSET|S 250 ok|S 250 ok", "<a@b> to 1 (not sent)")]
    public void What_was_refused_or_had_content_was_not_only_tried_out(string lines, string expected)
    {
        SmtpLogSession session = Opened(["C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", .. lines.Split('|'), "C QUIT", "S 221 bye", Closed]);

        Assert.Equal(expected, session.Messages.Single().ToString());
        Assert.False(session.Messages.Single().IsWithdrawn);
    }

    [Fact]
    public void A_message_whose_beginning_is_not_in_the_log_has_what_there_is()
    {
        SmtpLogSession session = One("C RCPT TO:<c@d>", "S 250 ok", "C DATA", "S 354 go", "C .", "S 250 queued as ABC");

        SmtpLogMessage message = Assert.Single(session.Messages);
        Assert.Null(message.From);
        Assert.Equal(("ABC", true), (message.QueueId, message.Accepted));
    }
}
