using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading;

public class DamageTests
{
    private const string Head = "12 2026-11-24T02:23:31.500Z 4711 3 ";

    [Theory]
    [InlineData("nonsense")]
    [InlineData("12 yesterday 4711 3 C > \"QUIT\"")]
    [InlineData("C > \"QUIT\"")]
    [InlineData("詳しくはこちら\"")]
    [InlineData("12 2026-11-24T02:23:31.500Z")]
    [InlineData("12 2026-11-24T02:23:31.500Z 4711 3 S")]
    [InlineData("12 2026-11-24T02:23:31.500Z 1 2 3 C > \"QUIT\"")]
    public void What_cannot_be_understood_comes_out_whole(string line)
    {
        SmtpLogEntry only = Assert.Single(Transcript.Parse(line + "\n"));

        Assert.Equal((SmtpLogOrigin.Event, true), (only.Origin, only.IsRecovered));
        Assert.Equal(line, only.Text);
        Assert.Equal(line, only.ToString());
        Assert.Null(only.Stage);
    }

    [Theory]
    [InlineData("12 2026-11-24t02:23:31.500Z 4711 3 C > \"QUIT\"")]
    [InlineData("12 2026-11-24 02:23:31.500Z 4711 3 C > \"QUIT\"")]
    [InlineData("12 2026-11-24T02:23:31.5Z 4711 3 C > \"QUIT\"")]
    [InlineData("12 2026-11-24T02:23:31,5000000Z 4711 3 C > \"QUIT\"")]
    [InlineData("12 2026-11-24T02:23:31.500.500Z 4711 3 C > \"QUIT\"")]
    [InlineData("12 2026-11-24T04:23:31.500+02:00 4711 3 C > \"QUIT\"")]
    [InlineData("12 2026-11-23T20:53:31.500-0530 4711 3 C > \"QUIT\"")]
    [InlineData("12  2026-11-24T02:23:31.500Z  4711\t3  C >\"QUIT\" ")]
    [InlineData(" 12 2026-11-24T02:23:31.500Z 4711 3 c>\"QUIT\"")]
    [InlineData("12 2026-11-24T02:23:31.500Z 4711 3 C > QUIT")]
    [InlineData("12 2026-11-24T02:23:31.500Z 4711 3 C > \"QUIT")]
    public void Small_damage_is_repaired(string line)
    {
        SmtpLogEntry only = Assert.Single(Transcript.Parse(line + "\n"));

        Assert.True(only.IsRecovered);
        Assert.Equal((12, 4711, "3"), (only.Counter, only.ProcessId, only.SessionId));
        Assert.Equal((SmtpLogOrigin.Client, "QUIT", "QUIT"), (only.Origin, only.Text, only.Command));
        Assert.Equal(Transcript.Start.AddMilliseconds(500), only.Timestamp);
        Assert.Equal(line, only.ToString());
    }

    [Theory]
    [InlineData("2026-13-24T02:23:31.500Z")]
    [InlineData("2026-02-30T02:23:31.500Z")]
    [InlineData("0000-01-01T00:00:00.000Z")]
    [InlineData("2026-11-24T24:23:31.500Z")]
    [InlineData("0001-01-01T00:00:00.000+14:00")]
    [InlineData("9999-12-31T23:59:59.999-14:00")]
    public void A_time_that_cannot_be_is_left_out(string time)
    {
        SmtpLogEntry only = Assert.Single(Transcript.Parse($"12 {time} 4711 3 C > \"QUIT\"\n"));

        Assert.Equal((null, "QUIT", true), (only.Timestamp, only.Text, only.IsRecovered));
    }

    [Theory]
    [InlineData("9999999999 3 ", null, "3")]
    [InlineData("9999999999 ", null, "9999999999")]
    [InlineData("-5 ", -5, null)]
    [InlineData("", null, null)]
    [InlineData("abc ", null, "abc")]
    [InlineData("0x1F 3 ", null, "3")]
    public void Ids_are_taken_as_far_as_they_go(string ids, int? process, string? session)
    {
        SmtpLogEntry only = Assert.Single(Transcript.Parse($"12 2026-11-24T02:23:31.500Z {ids}C > \"QUIT\"\n"));

        Assert.Equal((process, session, "QUIT"), (only.ProcessId, only.SessionId, only.Command));
    }

    [Fact]
    public void Text_goes_from_the_first_to_the_last_quote()
    {
        SmtpLogEntry only = Assert.Single(Transcript.Parse(Head + "S < \"250 \"quoted\" and \"again\"\"\n"));

        Assert.Equal(("250 \"quoted\" and \"again\"", false), (only.Text, only.IsRecovered));
    }

    [Fact]
    public void A_text_cannot_forge_an_entry()
    {
        SmtpLogEntry only = Assert.Single(Transcript.Parse(Head + "S < \"250 ok\"13 2026-11-24T02:23:31.500Z 4711 3 S < \"535 forged\"\n"));

        Assert.Equal(250, only.Code);
        Assert.False(only.IsRecovered);
    }

    [Theory]
    [InlineData("### SMTP Connection closed", "SMTP Connection closed")]
    [InlineData("S < \"250 ok\"", "250 ok")]
    [InlineData("S < \"250 o", "250 o")]
    public void An_entry_run_into_by_another_is_told_apart(string body, string text)
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Parse(Head + body + "13 2026-11-24T02:23:31.500Z 4711 4 ### SMTP Connecting to 'a' at port 25.\n");

        Assert.Equal([text, "SMTP Connecting to 'a' at port 25."], entries.Select(entry => entry.Text));
        Assert.Equal(["3", "4"], entries.Select(entry => entry.SessionId));
        Assert.Equal([1L, 1L], entries.Select(entry => entry.LineNumber));
        Assert.All(entries, entry => Assert.True(entry.IsRecovered));
    }

    [Fact]
    public void What_a_killed_writer_left_and_the_next_entry_are_told_apart()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Parse("osed.\0\0\0" + Head + "C > \"QUIT\"\n");

        Assert.Equal(["osed.\0\0\0", "QUIT"], entries.Select(entry => entry.Text));
    }

    [Fact]
    public void A_text_broken_over_several_lines_is_joined()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Parse($"{Head}S < \"535-one \ntwo\n\nthree\"\n{Head}C > \"QUIT\"\n");

        Assert.Equal(["535-one twothree", "QUIT"], entries.Select(entry => entry.Text));
        Assert.Equal($"{Head}S < \"535-one \ntwo\nthree\"", entries[0].ToString());
        Assert.Equal([1L, 5L], entries.Select(entry => entry.LineNumber));
        Assert.Equal([true, false], entries.Select(entry => entry.IsRecovered));
    }

    [Fact]
    public void A_broken_text_ends_where_the_next_entry_begins()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Parse($"{Head}S < \"535-one\ntwo\" 13 2026-11-24T02:23:31.500Z 4711 3 ### x\n{Head}S < \"250 b\n{Head}C > \"QUIT\"\n");

        Assert.Equal(["535-onetwo", "x", "250 b", "QUIT"], entries.Select(entry => entry.Text));
    }

    [Fact]
    public void An_open_quote_does_not_swallow_the_rest_of_the_file()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Parse(Head + "S < \"535-one\n" + string.Concat(Enumerable.Repeat("stray\n", 100)));

        Assert.InRange(entries.Count, 50, 100);
        Assert.Equal(100, entries.Sum(entry => entry.ToString().Split("stray").Length - 1));
    }

    [Fact]
    public void A_line_of_100_MB_is_one_entry()
    {
        byte[] log = Encoding.ASCII.GetBytes($"{Head}S < \"250 \"\n{Head}C > \"QUIT\"\n");
        byte[] giant = new byte[log.Length + (100 * 1024 * 1024)];
        int gap = log.AsSpan().IndexOf("\"\n"u8);
        log.AsSpan(0, gap).CopyTo(giant);
        giant.AsSpan(gap, giant.Length - log.Length).Fill((byte)'x');
        log.AsSpan(gap).CopyTo(giant.AsSpan(gap + giant.Length - log.Length));

        IReadOnlyList<SmtpLogEntry> entries = LogReader.ReadAll(giant);

        Assert.Equal(["250 ".Length + giant.Length - log.Length, "QUIT".Length], entries.Select(entry => entry.Text.Length));
    }

    [Theory]
    [InlineData("1 2026-11-24T02:23:31.500Z ")]
    [InlineData("\" 1 2026-11-24T02:23:31.500Z 1 1 ### ")]
    [InlineData("1 2026-11-24T02:23:31.500Z 1 1 C > \"")]
    [InlineData("1 2026-11-24T02:23:31.500Z 1 1 ### \"")]
    [InlineData("2026-11-24T02:23:31 ")]
    [InlineData("-")]
    [InlineData(" ")]
    public void The_worst_lines_cost_no_more_than_their_length(string pattern)
    {
        // Each would take minutes if every place in it were looked at from every other.
        string line = "\"" + string.Concat(Enumerable.Repeat(pattern, 4 * 1024 * 1024 / pattern.Length)) + "x";

        Assert.Equal(Text.WithoutBlanks(line), Text.WithoutBlanks(Transcript.Parse(line)));
    }
}
