using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading;

public class SampleLogTests
{
    private static readonly IReadOnlyList<SmtpLogEntry> s_clean = LogReader.ReadAll(SampleLogs.Clean);
    private static readonly IReadOnlyList<SmtpLogEntry> s_published = LogReader.ReadAll(SampleLogs.AsPublished);

    [Fact]
    public void The_clean_sample_gives_its_19_entries_undamaged()
    {
        Assert.Equal(19, s_clean.Count);
        Assert.DoesNotContain(s_clean, entry => entry.IsRecovered);
        Assert.Equal(Enumerable.Range(1, 19).Select(number => (long?)number), s_clean.Select(entry => entry.Counter));
        Assert.All(s_clean, entry => Assert.Equal((5, "7"), (entry.ProcessId, entry.SessionId)));
        Assert.Equal(Encoding.UTF8.GetString(SampleLogs.Clean).TrimEnd().Split('\n'), s_clean.Select(entry => entry.ToString()));
        Assert.Equal(Enumerable.Range(1, 19).Select(number => (long)number), s_clean.Select(entry => entry.LineNumber));
    }

    [Fact]
    public void The_clean_sample_has_two_lines_of_one_535()
    {
        SmtpLogEntry[] refused = s_clean.Where(entry => entry.Code == 535).ToArray();

        Assert.Equal([15L, 16L], refused.Select(entry => entry.Counter!.Value));
        Assert.All(refused, entry => Assert.Equal("5.7.8", entry.EnhancedCode));
        Assert.All(refused, entry => Assert.Equal("AUTH", entry.Command));
        Assert.All(refused, entry => Assert.True(entry.IsError && !entry.IsTransient));
        Assert.Equal([true, false], refused.Select(entry => entry.IsContinued));
        Assert.Equal([null, TimeSpan.FromMilliseconds(66)], refused.Select(entry => entry.Latency));
        Assert.Equal("535-5.7.8 Username and Password not accepted. Learn more at", refused[0].Text);
    }

    [Fact]
    public void The_clean_sample_has_commands_and_stages()
    {
        string Describe(SmtpLogEntry entry) => $"{entry.Counter} {entry.Origin} {entry.Code} {entry.Command} {entry.Stage}";

        Assert.Equal(
            [
                "1 Event   Connect",
                "2 Server 220  Connect",
                "3 Client  EHLO Hello",
                "4 Server 250 EHLO Hello",
                "5 Server 250 EHLO Hello",
                "6 Server 250 EHLO Hello",
                "7 Server 250 EHLO Hello",
                "8 Server 250 EHLO Hello",
                "9 Server 250 EHLO Hello",
                "10 Server 250 EHLO Hello",
                "11 Server 250 EHLO Hello",
                "12 Client  AUTH Auth",
                "13 Server 334 AUTH Auth",
                "14 Client  AUTH Auth",
                "15 Server 535 AUTH Auth",
                "16 Server 535 AUTH Auth",
                "17 Client  QUIT Quit",
                "18 Server 221 QUIT Quit",
                "19 Event   Quit",
            ],
            s_clean.Select(Describe));
        Assert.Equal(TimeSpan.FromMilliseconds(556), s_clean[1].Latency);
        Assert.Equal(TimeSpan.FromMilliseconds(18), s_clean[10].Latency);
    }

    [Fact]
    public void A_time_without_a_zone_is_local()
    {
        var local = new DateTime(2019, 2, 6, 15, 3, 11, 586, DateTimeKind.Local);

        Assert.Equal(new DateTimeOffset(local), s_clean[0].Timestamp);
        Assert.Equal(new DateTimeOffset(local).Offset, s_clean[0].Timestamp!.Value.Offset);
    }

    [Fact]
    public void The_published_sample_gives_20_entries_and_loses_nothing()
    {
        Assert.Equal(20, s_published.Count);
        Assert.Equal([.. Enumerable.Range(1, 19), 67], s_published.Select(entry => (int)entry.Counter!.Value));
        Assert.Equal(Text.WithoutBlanks(SampleLogs.AsPublished), Text.WithoutBlanks(s_published));
    }

    [Fact]
    public void The_published_sample_is_marked_where_it_was_repaired()
    {
        Assert.Equal(
            [4L, 5, 6, 7, 8, 9, 10, 11, 12, 15, 19, 67],
            s_published.Where(entry => entry.IsRecovered).Select(entry => entry.Counter!.Value));
    }

    [Fact]
    public void The_broken_reply_is_joined_with_nothing_put_in_between()
    {
        SmtpLogEntry broken = s_published[14];

        Assert.Equal("535-5.7.8 ユーザーネームとパスワードは受け付けません詳しくはこちら", broken.Text);
        Assert.Equal((535, "5.7.8", "AUTH", true), (broken.Code, broken.EnhancedCode, broken.Command, broken.IsContinued));
        Assert.Contains("ません\n詳しく", broken.ToString(), StringComparison.Ordinal);
        Assert.Equal([15L, 17L], s_published.Skip(14).Take(2).Select(entry => entry.LineNumber));
    }

    [Fact]
    public void The_two_entries_on_the_last_line_are_told_apart()
    {
        SmtpLogEntry closed = s_published[18];
        SmtpLogEntry stranger = s_published[19];

        Assert.Equal("SMTP Connection closed", closed.Text);
        Assert.Equal((5, "7"), (closed.ProcessId, closed.SessionId));
        Assert.Equal("SMTP Connection closed", stranger.Text);
        Assert.Equal((-5, null), (stranger.ProcessId, stranger.SessionId));
        Assert.Equal("67 2019-01-10T11:00:08.653 -5 ### SMTP Connection closed", stranger.ToString());
        Assert.Equal(20, stranger.LineNumber);
    }

    [Theory]
    [InlineData(8, 154)]
    [InlineData(12, 171)]
    public void Doubled_milliseconds_count_once(int counter, int milliseconds)
    {
        Assert.Equal(milliseconds, s_published[counter - 1].Timestamp!.Value.Millisecond);
    }

    [Fact]
    public void The_published_sample_has_the_same_conversation_as_the_clean_one()
    {
        Assert.Equal(
            s_clean.Select(entry => (entry.Origin, entry.Code, entry.EnhancedCode, entry.Command, entry.Stage, entry.IsContinued)),
            s_published.Take(19).Select(entry => (entry.Origin, entry.Code, entry.EnhancedCode, entry.Command, entry.Stage, entry.IsContinued)));
        Assert.Equal("250-auth login plain xoauth2 plain-clienttoken oauthbearer xoauth", s_published[6].Text);
    }
}
