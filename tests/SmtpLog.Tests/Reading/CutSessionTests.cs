using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Reading;

/// <summary>Logs that begin in the middle of a session, or have lost lines: nothing rather than something wrong.</summary>
public class CutSessionTests
{
    [Fact]
    public void A_log_that_begins_with_a_reply_does_not_guess_its_command()
    {
        Assert.Equal(
            ["- -", "RCPT Recipient", "RCPT Recipient"],
            Transcript.Summary(Transcript.Read("S 250 ok", "C RCPT TO:<a@b>", "S 250 ok")));
    }

    [Fact]
    public void A_log_cut_inside_a_pipelined_group_pairs_nothing_until_it_is_sure()
    {
        // MAIL was sent before the log began: the first reply is its.
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "C RCPT TO:<a@b>", "C RCPT TO:<c@d>", "C DATA", "S 250 sender ok", "S 250 ok", "S 550 no", "S 354 go", "C .", "S 250 queued");

        Assert.Equal(["-", "-", "-", "DATA", "DATA", "DATA"], entries.Skip(3).Select(entry => entry.Command ?? "-"));
    }

    [Fact]
    public void A_log_that_begins_in_a_message_takes_none_of_its_lines_for_commands()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "C Subject: hello", "C ", "C QUIT", "C RSET now", "C .", "S 250 queued", "C QUIT", "S 221 bye");

        Assert.Equal(["-", "-", "-", "-", "DATA", "DATA", "QUIT", "QUIT"], entries.Select(entry => entry.Command ?? "-"));
        Assert.Equal("- -", Transcript.Summary(entries).First());
    }

    [Theory]
    [InlineData("S 334 UGFzc3dvcmQ6", "AUTH Auth")]
    [InlineData("S 354 go", "DATA Data")]
    [InlineData("S 220 mx ready", "- Connect")]
    [InlineData("S 220 2.0.0 Ready to start TLS", "- -")]
    [InlineData("S 221 bye", "- -")]
    [InlineData("C ****************", "AUTH Auth")]
    [InlineData("C .", "DATA Data")]
    [InlineData("# SMTP Connection closed.", "- Quit")]
    public void A_first_line_that_can_mean_one_thing_only_is_understood(string line, string expected)
    {
        Assert.Equal([expected], Transcript.Summary(Transcript.Read(line)));
    }

    [Fact]
    public void A_lost_reply_to_EHLO_does_not_shift_those_that_follow()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C EHLO x", "C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", "S 250 ok");

        Assert.Equal([null, "RCPT", "RCPT"], entries.Skip(4).Select(entry => entry.Command));
    }

    [Fact]
    public void A_lost_354_does_not_make_commands_of_the_message()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C DATA", "C Subject: x", "C QUIT", "C .", "S 354 go", "S 250 queued");

        Assert.Equal(["DATA", null, null, "DATA", "DATA", "DATA"], entries.Skip(2).Select(entry => entry.Command));
    }

    [Fact]
    public void A_lost_greeting_is_not_made_up_from_another_reply()
    {
        Assert.Equal(
            ["- Connect", "EHLO Hello", "EHLO Hello"],
            Transcript.Summary(Transcript.Read("# SMTP Connecting to 'a' at port 25.", "C EHLO x", "S 250 a")));
    }
}
