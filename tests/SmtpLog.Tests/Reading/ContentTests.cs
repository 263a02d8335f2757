using System;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Reading;

public class ContentTests
{
    private static readonly string[] s_start = ["# SMTP Connecting to 'a' at port 25.", "S 220 a"];

    [Fact]
    public void Lines_of_a_message_are_never_commands()
    {
        SmtpLogEntry[] entries = Read("C DATA", "S 354 go", "C Subject: x", "C QUIT", "C ..", "C .", "S 250 2.0.0 queued", "C QUIT", "S 221 bye");

        Assert.Equal(
            ["DATA Data", "DATA Data", "- Data", "- Data", "- Data", "DATA Data", "DATA Data", "QUIT Quit", "QUIT Quit"],
            Transcript.Summary(entries));
        Assert.Equal(TimeSpan.FromMilliseconds(10), entries[6].Latency);
    }

    [Theory]
    [InlineData("C .")]
    [InlineData("# SMTP Message content 13667 bytes not logged.")]
    [InlineData("C Subject: x")]
    public void The_reply_to_the_message_answers_DATA_whatever_of_it_was_logged(string last)
    {
        SmtpLogEntry[] entries = Read("C DATA", "S 354 go", last, "S 250 2.0.0 queued", "C NOOP", "S 250 ok");

        Assert.Equal("DATA Data", Transcript.Summary(entries).ElementAt(3));
        Assert.Equal(TimeSpan.FromMilliseconds(10), entries[3].Latency);
        Assert.Equal("NOOP", entries[5].Command);
    }

    [Fact]
    public void The_dot_after_content_that_was_not_logged_ends_it()
    {
        SmtpLogEntry[] entries = Read("C DATA", "S 354 go", "C Subject: x", "# SMTP Message content 7 bytes not logged.", "C .", "S 250 queued", "C QUIT", "S 221 bye");

        Assert.Equal(
            ["DATA Data", "DATA Data", "- Data", "- Data", "DATA Data", "DATA Data", "QUIT Quit", "QUIT Quit"],
            Transcript.Summary(entries));
    }

    [Fact]
    public void A_refused_DATA_has_no_content()
    {
        Assert.Equal(
            ["DATA Data", "DATA Data", "QUIT Quit", "QUIT Quit"],
            Transcript.Summary(Read("C DATA", "S 554 5.5.1 no recipients", "C QUIT", "S 221 bye")));
    }

    [Fact]
    public void Chunks_are_counted_and_each_has_its_reply()
    {
        // "QUIT" and "RSET" are 4 bytes and a line end each.
        SmtpLogEntry[] entries = Read(
            "C BDAT 12", "C QUIT", "C RSET", "C BDAT 6 LAST", "C NOOP", "S 250 12 octets", "S 250 queued", "C QUIT", "S 221 bye");

        Assert.Equal(
            ["BDAT", "-", "-", "BDAT", "-", "BDAT", "BDAT", "QUIT", "QUIT"],
            entries.Select(entry => entry.Command ?? "-"));
    }

    [Fact]
    public void A_chunk_may_end_in_the_middle_of_a_line()
    {
        SmtpLogEntry[] entries = Read("C BDAT 8", "C QUIT", "C RS", "C BDAT 2 LAST", "C ET", "S 250 ok", "S 250 ok", "C RSET", "S 250 ok");

        Assert.Equal(["BDAT", "-", "-", "BDAT", "-", "BDAT", "BDAT", "RSET", "RSET"], entries.Select(entry => entry.Command ?? "-"));
    }

    [Fact]
    public void Bytes_that_the_log_shows_as_other_characters_leave_the_count_right()
    {
        // A tab, one byte, is written as a control picture; two bytes that are not UTF-8 as U+FFFD each.
        SmtpLogEntry[] entries = Read("C BDAT 14 LAST", "C \u2409abc", "C x\uFFFD\uFFFDyz", "C QUIT", "S 250 ok", "S 221 bye");

        Assert.Equal(["BDAT", "-", "-", "QUIT", "BDAT", "QUIT"], entries.Select(entry => entry.Command ?? "-"));

        // One U+FFFD that stood for a control character of two bytes: the count is short, the command is known all the same.
        entries = Read("C BDAT 5 LAST", "C \uFFFDa", "C QUIT", "S 250 ok", "S 221 bye");

        Assert.Equal(["BDAT", "-", "QUIT", "BDAT", "QUIT"], entries.Select(entry => entry.Command ?? "-"));
    }

    [Fact]
    public void A_chunk_that_was_not_logged_is_over()
    {
        SmtpLogEntry[] entries = Read(
            "C BDAT 5000 LAST", "C Subject: x", "# SMTP Message content 4988 bytes not logged.", "S 250 queued", "C QUIT", "S 221 bye");

        Assert.Equal(["BDAT Data", "- Data", "- Data", "BDAT Data", "QUIT Quit", "QUIT Quit"], Transcript.Summary(entries));
        Assert.Equal(TimeSpan.FromMilliseconds(10), entries[3].Latency);
    }

    [Fact]
    public void A_server_that_speaks_up_ends_the_message()
    {
        Assert.Equal(
            ["DATA", "DATA", "-", "DATA", "QUIT"],
            Read("C DATA", "S 354 go", "C Subject: x", "S 421 4.3.0 shutting down", "C QUIT").Select(entry => entry.Command ?? "-"));
    }

    private static SmtpLogEntry[] Read(params string[] lines) =>
        Transcript.Read([.. s_start, .. lines]).Skip(s_start.Length).ToArray();
}
