using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Reading.Sessions;
using Xunit;
using static SmtpLog.Tests.Reading.Sessions.LogSessions;

namespace SmtpLog.Tests.Reading.Sessions;

/// <summary>Which lines make a session, and when it comes out.</summary>
public class SeparationTests
{
    private static readonly string[][] s_sessions =
    [
        [.. Opening, "C AUTH PLAIN ********", "S 535-5.7.8 no", "S 535 5.7.8 never", "C QUIT", "S 221 bye", Closed],
        [.. Opening, "C MAIL FROM:<a@b>", "C RCPT TO:<c@d>", "C RCPT TO:<e@f>", "S 250 ok", "S 250 ok", "S 550 5.1.1 unknown", "C DATA", "S 354 go", "C Subject: x", "C .", "S 250 queued as ABC", Closed],
        [Connecting, "# SMTP Error. kind=HostNotFound stage=Connect message=\"no such name\"", Closed],
        [.. Opening, "C MAIL FROM:<a@b>", "S 250 ok"],
        [.. Opening, "C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", "S 421 4.3.2 stop", Closed],
        [.. Opening],
        ["S 250 ok", "C QUIT", "S 221 bye"],
    ];

    [Fact]
    public void Interleaved_sessions_are_the_same_as_one_after_the_other()
    {
        var random = new Random(535);
        for (int round = 0; round < 200; round++)
        {
            List<Queue<string>> sources = [.. Enumerable.Range(1, random.Next(2, 12)).Select(session => Lines(random, session))];
            string apart = string.Concat(sources.SelectMany(source => source));
            string mixed = string.Concat(Shuffle(random, sources));

            Assert.Equal(Parse(apart).Select(Describe).Order(StringComparer.Ordinal), Parse(mixed).Select(Describe).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Process_and_session_id_together_make_a_session()
    {
        string log = Transcript.Of(Opening);

        List<SmtpLogSession> sessions = Parse(log + log.Replace(" 4711 ", " 4712 ", StringComparison.Ordinal));

        Assert.Equal([(4711, "1"), (4712, "1")], sessions.Select(session => (session.ProcessId!.Value, session.SessionId!)));
    }

    [Theory]
    [InlineData("# SMTP Connecting to 'other' at port 25.")]
    [InlineData("# SMTP Connected to 'other' at port 25. (Secure)")]
    [InlineData("S 220 other ESMTP")]
    public void Marks_that_are_used_again_begin_another_session(string begin)
    {
        foreach (string[] first in (string[][])[[.. Opening, Closed], [.. Opening, "C QUIT", "S 221 bye"], [.. Opening, "C MAIL FROM:<a@b>"], [.. Opening, "C NOOP", "S 250 ok"], Opening])
        {
            List<SmtpLogSession> sessions = Read([.. first, begin, "C EHLO y", "S 250 other"]);

            Assert.Equal([first.Length, 3L], sessions.Select(session => session.EntryCount));
            Assert.Equal(Describe(One(first)), Describe(sessions[0]));
        }
    }

    [Theory]
    [InlineData("C XCLIENT ADDR=1.2.3.4")]
    [InlineData("C STARTTLS")]
    public void A_220_that_was_asked_for_begins_no_session(string command)
    {
        Assert.Single(Read([.. Opening, command, "S 220 ready", "C EHLO y", "S 250 a"]));
    }

    [Fact]
    public void A_220_about_TLS_whose_command_is_lost_begins_no_session()
    {
        Assert.Single(Read([.. Opening, "S 220 2.0.0 Ready to start TLS", "C EHLO y", "S 250 a"]));
    }

    [Fact]
    public void Commands_after_a_goodbye_are_another_session_and_a_closed_line_is_not()
    {
        Assert.Equal([3L, 2L], Read("C NOOP", "C QUIT", "S 221 bye", "C EHLO x", "S 250 a").Select(session => session.EntryCount));
        Assert.Equal([3L], Read("C QUIT", "S 221 bye", Closed).Select(session => session.EntryCount));
    }

    [Fact]
    public void A_session_comes_out_when_it_closes()
    {
        var sessions = new List<SmtpLogSession>();
        var options = new LogReaderOptions { Dialect = SmtpLogDialect.SmtpLog };
        var feed = new LogFeed(options.Dialect, new SessionOutput(options, sessions.Add));
        feed.Feed(Transcript.Line(1, "1:" + Connecting));
        feed.Feed(Transcript.Line(2, "2:" + Connecting));
        Assert.Empty(sessions);

        feed.Feed(Transcript.Line(3, "2:" + Closed));
        Assert.Equal("2", Assert.Single(sessions).SessionId);

        feed.Complete();
        Assert.Equal(["2", "1"], sessions.Select(session => session.SessionId));
        Assert.Equal(SmtpSessionOutcome.Incomplete, sessions[1].Outcome);
    }

    [Fact]
    public void Sessions_left_open_come_out_in_the_order_in_which_they_began()
    {
        Assert.Equal(["3", "1", "2"], Read("3:C NOOP", "1:C NOOP", "2:C NOOP", "3:S 250 ok").Select(session => session.SessionId));
    }

    [Fact]
    public void Pieces_that_cannot_be_understood_are_a_session_without_marks()
    {
        List<SmtpLogSession> sessions = Parse("stray\n" + Transcript.Of(Opening) + "more\n" + Transcript.Line(9, Closed) + "\n");

        Assert.Equal([("1", 6L), (null, 2L)], sessions.Select(session => (session.SessionId, session.EntryCount)));
        Assert.Equal(["stray", "more"], sessions[1].Entries.Select(entry => entry.Text));
        Assert.Equal((SmtpSessionOutcome.Incomplete, null, 1L), (sessions[1].Outcome, sessions[1].ProcessId, sessions[1].LineNumber));
    }

    [Fact]
    public void Of_too_many_open_sessions_the_one_that_was_silent_longest_comes_out()
    {
        const int Many = 5000;
        var log = new StringBuilder();
        for (int i = 0; i < Many; i++)
        {
            log.Append(CultureInfo.InvariantCulture, $"{i} 2026-11-24T02:23:31.000Z 1 {i} C > \"NOOP\"\n");
        }

        List<SmtpLogSession> sessions = Parse(log.ToString());

        Assert.Equal(Enumerable.Range(0, Many).Select(i => i.ToString(CultureInfo.InvariantCulture)), sessions.Select(session => session.SessionId));
    }

    [Fact]
    public void A_giant_session_counts_all_its_lines_and_keeps_the_first()
    {
        string line = Transcript.Line(3, "C " + new string('x', 1000 * 1000)) + "\n";
        var log = new StringBuilder(Transcript.Of("C DATA", "S 354 go"));
        for (int i = 0; i < 100; i++)
        {
            log.Append(line);
        }

        log.Append(Transcript.Line(4, "C .")).Append('\n').Append(Transcript.Line(5, "S 250 queued as ABC")).Append('\n');

        SmtpLogSession session = Assert.Single(Parse(log.ToString()));

        Assert.Equal(104, session.EntryCount);
        Assert.InRange(session.Entries.Count, 64, 70);
        Assert.Equal(("ABC", 100L * 1000_002), (session.Messages.Single().QueueId, session.Messages.Single().Size));
    }

    [Theory]
    [InlineData("5xx", "2")]
    [InlineData("221", "1 2")]
    [InlineData("421", "")]
    public void A_filter_chooses_whole_sessions(string code, string expected)
    {
        string log = Transcript.Of([.. Opening.Select(line => "1:" + line), .. Opening.Select(line => "2:" + line), "2:C VRFY x", "2:S 550 no", "1:C QUIT", "1:S 221 bye", "1:" + Closed, "2:C QUIT", "2:S 221 bye", "2:" + Closed]);
        Assert.True(CodeFilter.TryParse(code, out CodeFilter filter));

        List<SmtpLogSession> sessions = Parse(log, new LogReaderOptions { Codes = [filter] });

        Assert.Equal(expected, string.Join(' ', sessions.Select(session => session.SessionId)));
        Assert.All(sessions, session => Assert.Equal(session.SessionId == "1" ? 8 : 10, session.Entries.Count));
    }

    [Fact]
    public void The_file_is_named()
    {
        var options = new LogReaderOptions();
        var sessions = new List<SmtpLogSession>();
        using var stream = new MemoryStream(SampleLogs.Clean);

        LogReader.Read(stream, "a.log", options, new SessionOutput(options, sessions.Add));

        Assert.Equal("a.log", Assert.Single(sessions).Path);
        Assert.All(sessions[0].Entries, entry => Assert.Equal("a.log", entry.Path));
    }

    private static Queue<string> Lines(Random random, int session)
    {
        string[] script = s_sessions[random.Next(s_sessions.Length)];
        return new(script.Select((line, index) =>
            Transcript.Line(index, line).Replace(" 4711 1 ", $" 4711 {session} ", StringComparison.Ordinal) + "\n"));
    }

    private static IEnumerable<string> Shuffle(Random random, List<Queue<string>> sources)
    {
        List<Queue<string>> left = [.. sources.Select(source => new Queue<string>(source))];
        while (left.Count > 0)
        {
            int at = random.Next(left.Count);
            yield return left[at].Dequeue();
            if (left[at].Count == 0)
            {
                left.RemoveAt(at);
            }
        }
    }
}
