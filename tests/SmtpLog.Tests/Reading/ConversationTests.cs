using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Reading;

public class ConversationTests
{
    [Fact]
    public void Pipelined_replies_go_to_their_commands_in_turn()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C EHLO b", "S 250-a", "S 250 PIPELINING",
            "C MAIL FROM:<a@b>", "C RCPT TO:<c@d>", "C RCPT TO:<e@f>", "C DATA",
            "S 250 2.1.0 ok", "S 250 2.1.5 ok", "S 550 5.1.1 unknown", "S 354 go on");

        Assert.Equal(["MAIL Mail", "RCPT Recipient", "RCPT Recipient", "DATA Data"], Transcript.Summary(entries.Skip(9)));
        Assert.All(entries.Skip(9), reply => Assert.Equal(TimeSpan.FromMilliseconds(40), reply.Latency));
    }

    [Fact]
    public void A_reply_of_several_lines_answers_one_command()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 25.", "S 220-a", "S 220 b", "C MAIL FROM:<a@b>", "C RCPT TO:<c@d>",
            "S 250-2.1.0 sender", "S 250 2.1.0 ok", "S 550-5.1.1 no", "S 550-5.1.1 such", "S 550 5.1.1 user");

        Assert.Equal(["- Connect", "- Connect"], Transcript.Summary(entries.Skip(1).Take(2)));
        Assert.Equal(["MAIL Mail", "MAIL Mail", "RCPT Recipient", "RCPT Recipient", "RCPT Recipient"], Transcript.Summary(entries.Skip(5)));
        Assert.Equal([true, false, true, true, false], entries.Skip(5).Select(entry => entry.IsContinued));
        Assert.Equal([false, true, false, false, true], entries.Skip(5).Select(entry => entry.Latency is not null));
    }

    [Fact]
    public void Interleaved_sessions_are_kept_apart()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "1:# SMTP Connecting to 'a' at port 25.", "2:# SMTP Connecting to 'a' at port 25.", "2:S 220 a", "1:S 220 a",
            "1:C EHLO x", "2:C HELO y", "2:S 250 a", "1:S 250 a", "1:C NOOP", "2:C QUIT", "1:S 250 ok", "2:S 221 bye");

        Assert.Equal(["HELO Hello", "EHLO Hello"], Transcript.Summary(entries.Skip(6).Take(2)));
        Assert.Equal(["NOOP Hello", "QUIT Quit"], Transcript.Summary(entries.Skip(10)));
    }

    [Fact]
    public void StartTls_and_the_greeting_share_a_code_but_not_a_command()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 587.", "# SMTP Connected to 'a' at port 587. (Not secure)", "S 220 a",
            "C EHLO x", "S 250 STARTTLS", "C STARTTLS", "S 220 2.0.0 go ahead", "# SMTP TLS established. protocol=Tls13", "C EHLO x");

        Assert.Equal(
            ["- Connect", "- Connect", "- Connect", "EHLO Hello", "EHLO Hello", "STARTTLS Tls", "STARTTLS Tls", "- Tls", "EHLO Hello"],
            Transcript.Summary(entries));
        Assert.Equal(TimeSpan.FromMilliseconds(10), entries[2].Latency);
    }

    [Theory]
    [InlineData("****************")]
    [InlineData("cXVpdA==")]
    [InlineData("QUIT")]
    [InlineData("*")]
    public void Whatever_the_client_says_after_a_334_belongs_to_AUTH(string response)
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 587.", "S 220 a", "C AUTH LOGIN", "S 334 VXNlcm5hbWU6", "C " + response,
            "S 334 UGFzc3dvcmQ6", "C " + response, "S 535 5.7.8 no", "C QUIT", "S 221 bye");

        Assert.Equal(Enumerable.Repeat("AUTH Auth", 6).Concat(["QUIT Quit", "QUIT Quit"]), Transcript.Summary(entries.Skip(2)));
    }

    [Fact]
    public void A_greeting_answers_nothing_and_its_latency_counts_from_the_connection()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 25.", "# SMTP Connected to 'a' at port 25. (Not secure)", "S 554 5.3.2 not today");

        Assert.Null(entries[2].Command);
        Assert.Equal(SmtpStage.Connect, entries[2].Stage);
        Assert.Equal(TimeSpan.FromMilliseconds(10), entries[2].Latency);
        Assert.True(entries[2].IsError);
    }

    [Theory]
    [InlineData("C MAIL FROM:<a@b>|S 354 go|C RSET|S 250 ok", "MAIL MAIL RSET RSET")]
    [InlineData("C DATA|S 354 go|C .|S 354 more|C RSET|S 250 ok", "DATA DATA DATA DATA RSET RSET")]
    public void A_354_out_of_turn_begins_no_message(string lines, string expected)
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(["# SMTP Connecting to 'a' at port 25.", "S 220 a", .. lines.Split('|')]);

        Assert.Equal(expected, string.Join(' ', entries.Skip(2).Select(entry => entry.Command)));
    }

    [Fact]
    public void A_421_that_nobody_asked_for_answers_nothing()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C EHLO x", "S 250 a", "S 421 4.4.2 idle too long");

        Assert.Null(entries[4].Command);
        Assert.Null(entries[4].Latency);
        Assert.True(entries[4].IsError && entries[4].IsTransient);
    }

    [Theory]
    [InlineData("RSET", "RSET Mail")]
    [InlineData("NOOP", "NOOP Mail")]
    [InlineData("VRFY x", "VRFY Mail")]
    public void After_a_message_a_session_stands_before_the_next_one(string command, string expected)
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C DATA", "S 354 go on", "C .", "S 250 ok", "C " + command, "S 250 ok");

        Assert.Equal([expected, expected], Transcript.Summary(entries.Skip(6)));
    }

    [Fact]
    public void An_unknown_verb_is_a_command_and_something_else_still_waits_for_its_reply()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C xfoo bar", "C {}", "C MAIL FROM:<>", "S 500 what", "S 500 what", "S 250 ok");

        Assert.Equal(
            ["XFOO", null, "MAIL", "XFOO", null, "MAIL"],
            entries.Skip(2).Select(entry => entry.Command));
    }

    [Fact]
    public void Lower_case_commands_are_commands()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C mail from:<a@b>", "S 250 ok", "C starttls", "S 220 ok");

        Assert.Equal(["MAIL", "MAIL", "STARTTLS", "STARTTLS"], entries.Skip(2).Select(entry => entry.Command));
    }

    [Fact]
    public void A_reused_pair_of_ids_is_a_new_session()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C MAIL FROM:<a@b>",
            "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C EHLO x", "S 250 a");

        Assert.Equal(["- Connect", "- Connect", "EHLO Hello", "EHLO Hello"], Transcript.Summary(entries.Skip(3)));
    }

    [Fact]
    public void A_line_of_no_reply_has_no_code_and_does_not_move_the_pairing()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C EHLO x", "S garbage", "S 2500 more", "S 25", "S 250 a");

        Assert.Equal([null, null, null, 250], entries.Skip(3).Select(entry => entry.Code));
        Assert.Equal([null, null, null, "EHLO"], entries.Skip(3).Select(entry => entry.Command));
    }

    [Fact]
    public void Clocks_that_go_back_give_no_latency()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Parse(
            """
            1 2026-11-24T02:23:31.500Z 1 1 C > "EHLO x"
            2 2026-11-24T02:23:31.400Z 1 1 S < "250 a"
            """);

        Assert.Equal(("EHLO", null), (entries[1].Command, entries[1].Latency));
    }

    [Fact]
    public void More_sessions_than_are_kept_cost_pairing_and_nothing_else()
    {
        IEnumerable<string> Sessions(string body) =>
            Enumerable.Range(1, 5000).Select(session => $"1 2026-11-24T02:23:31.500Z 9 {session} {body}\n");

        IReadOnlyList<SmtpLogEntry> entries = Transcript.Parse(string.Concat(
            Sessions("### SMTP Connecting to 'a' at port 25.").Concat(Sessions("C > \"EHLO x\"")).Concat(Sessions("S < \"250 a\""))));

        Assert.Equal(15000, entries.Count);
        Assert.All(entries.Where(entry => entry.Origin == SmtpLogOrigin.Server), entry => Assert.True(entry.Command is null or "EHLO"));
    }

    [Fact]
    public void Thousands_of_recipients_may_wait_at_once()
    {
        var lines = new List<string> { "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C MAIL FROM:<a@b>" };
        lines.AddRange(Enumerable.Repeat("C RCPT TO:<c@d>", 5000));
        lines.Add("S 250 ok");
        lines.AddRange(Enumerable.Repeat("S 250 ok", 5000));
        lines.AddRange(["C DATA", "S 354 go"]);

        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read([.. lines]);

        Assert.Equal(5000, entries.Count(entry => entry.Origin == SmtpLogOrigin.Server && entry.Command == "RCPT"));
        Assert.Equal("DATA", entries[^1].Command);
    }
}
