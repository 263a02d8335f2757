using System;
using System.IO;
using System.Linq;
using SmtpLog.Reading.Following;
using Xunit;

namespace SmtpLog.Tests.Reading.Following;

/// <summary>The numbered files of Start-SmtpLog are one log.</summary>
public sealed class FollowNumberedTests : IDisposable
{
    private readonly FollowedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_next_number_is_followed_after_the_rest_of_this_one()
    {
        _folder.Append("SmtpLog_1.txt", "# SMTP Connecting to 'a' at port 25.", "S 220 a");

        _folder.Follow(
            "SmtpLog_1.txt",
            () =>
            {
                _folder.Append("SmtpLog_1.txt", "C EHLO x");
                _folder.Append("SmtpLog_2.txt", "S 250 a");
            },
            () => _folder.Append("SmtpLog_1.txt", "C from a process that has not noticed"),
            () => _folder.Append("SmtpLog_2.txt", "C QUIT"));

        Assert.Equal(
            ["SmtpLog_1.txt 1 SMTP Connecting to 'a' at port 25.", "SmtpLog_1.txt 2 220 a", "SmtpLog_1.txt 3 EHLO x", "SmtpLog_2.txt 1 250 a", "SmtpLog_1.txt 4 from a process that has not noticed", "SmtpLog_2.txt 2 QUIT"],
            _folder.Lines);
        Assert.Equal("EHLO", _folder.Entries[3].Command);
    }

    [Fact]
    public void Several_that_came_at_once_are_read_in_their_order_each_once()
    {
        _folder.Append("SmtpLog_9.jsonl", "S 220 9");
        _folder.Append("SmtpLog_9.txt", "S 220 not this");

        _folder.Follow("SmtpLog_9.jsonl", () =>
        {
            foreach (int number in new[] { 10, 11, 15 })
            {
                _folder.Append($"SmtpLog_{number}.jsonl", $"S 220 {number}");
            }

            _folder.Remove("SmtpLog_9.jsonl");
        });

        Assert.Equal(["SmtpLog_9.jsonl 1 220 9", "SmtpLog_10.jsonl 1 220 10", "SmtpLog_11.jsonl 1 220 11", "SmtpLog_15.jsonl 1 220 15"], _folder.Lines);
    }

    [Fact]
    public void Files_that_are_there_already_are_read_from_the_first_that_was_named()
    {
        foreach (int number in new[] { 3, 1, 2, 10 })
        {
            _folder.Append($"SmtpLog_{number}.txt", $"S 220 {number}");
            File.SetLastWriteTimeUtc(_folder.File($"SmtpLog_{number}.txt"), DateTime.UtcNow.AddHours(number - 10));
        }

        _folder.Follow("SmtpLog_10.txt SmtpLog_2.txt SmtpLog_3.txt", () => _folder.Append("SmtpLog_11.txt", "S 220 11"));

        Assert.Equal(["220 2", "220 3", "220 10", "220 11"], _folder.Texts);
    }

    [Fact]
    public void A_higher_number_that_an_earlier_run_has_left_is_not_followed_until_it_is_made_anew()
    {
        _folder.Append("SmtpLog_2.txt", "S 220 long ago");
        File.SetLastWriteTimeUtc(_folder.File("SmtpLog_2.txt"), DateTime.UtcNow.AddHours(-1));
        _folder.Append("SmtpLog_1.txt", "S 220 1");

        _folder.Follow("SmtpLog_1.txt", () => _folder.Append("SmtpLog_1.txt", "C QUIT"), () =>
        {
            _folder.Remove("SmtpLog_2.txt");
            _folder.Append("SmtpLog_2.txt", "S 220 2");
        });

        Assert.Equal(["220 1", "QUIT", "220 2"], _folder.Texts);
    }

    [Fact]
    public void A_number_that_begins_anew_is_read_from_its_beginning()
    {
        _folder.Append("SmtpLog_1.txt", "S 220 1");

        _folder.Follow("SmtpLog_1.txt", () =>
        {
            _folder.Remove("SmtpLog_1.txt");
            _folder.Append("SmtpLog_1.txt", "S 220 again");
        });

        Assert.Equal(["SmtpLog_1.txt 1 220 1", "SmtpLog_1.txt 1 220 again"], _folder.Lines);
    }

    [Fact]
    public void A_session_goes_on_from_file_to_file_and_its_entries_know_theirs()
    {
        _folder.Append("SmtpLog_1.txt", "# SMTP Connecting to 'a' at port 25.", "S 220 a", "C EHLO x");

        _folder.FollowSessions(
            "SmtpLog_1.txt",
            () => _folder.Append("SmtpLog_2.txt", "S 250 a", "C QUIT", "S 221 bye"),
            () => Assert.Empty(_folder.Sessions),
            () => _folder.Append("SmtpLog_3.txt", "# SMTP Connection closed. messages=0"));

        SmtpLogSession session = Assert.Single(_folder.Sessions);
        Assert.Equal(SmtpSessionOutcome.Completed, session.Outcome);
        Assert.Equal((_folder.File("SmtpLog_1.txt"), 1), (session.Path, session.LineNumber));
        Assert.Equal(
            ["SmtpLog_1.txt 1", "SmtpLog_1.txt 2", "SmtpLog_1.txt 3", "SmtpLog_2.txt 1", "SmtpLog_2.txt 2", "SmtpLog_2.txt 3", "SmtpLog_3.txt 1"],
            session.Entries.Select(entry => $"{Path.GetFileName(entry.Path)} {entry.LineNumber}"));
    }

    [Fact]
    public void A_log_without_closing_lines_gives_a_session_when_the_next_begins()
    {
        _folder.AppendText("a.log", "Connected to smtp://a:25/\nS: 220 a\nC: EHLO x\nS: 250 a\nC: QUIT\nS: 221 bye\n");

        _folder.FollowSessions(
            "a.log",
            () => Assert.Empty(_folder.Sessions),
            () => _folder.AppendText("a.log", "Connected to smtp://b:25/\nS: 220 b\n"));

        Assert.Equal("a", Assert.Single(_folder.Sessions).Server);
    }

    [Fact]
    public void Where_the_numbers_have_begun_anew_those_of_the_earlier_run_come_first_and_each_that_was_named_is_read()
    {
        foreach ((int number, int hours) in new[] { (1, 0), (2, -10), (3, -9), (4, -8) })
        {
            _folder.Append($"SmtpLog_{number}.txt", $"S 220 {number}");
            File.SetLastWriteTimeUtc(_folder.File($"SmtpLog_{number}.txt"), DateTime.UtcNow.AddHours(hours));
        }

        _folder.Follow("SmtpLog_1.txt SmtpLog_2.txt SmtpLog_3.txt SmtpLog_4.txt", () => _folder.Append("SmtpLog_1.txt", "C QUIT"), () =>
        {
            _folder.Remove("SmtpLog_2.txt");
            _folder.Append("SmtpLog_2.txt", "S 220 new");
        });

        Assert.Equal(["220 2", "220 3", "220 4", "220 1", "QUIT", "220 new"], _folder.Texts);
    }

    [Fact]
    public void One_that_cannot_be_read_keeps_none_of_the_others_back()
    {
        _folder.AppendBytes("SmtpLog_1.txt", Files.Gzip.Of("x"));
        _folder.Append("SmtpLog_2.txt", "S 220 2");
        _folder.AppendBytes("SmtpLog_3.txt", Files.Gzip.Of("x"));
        _folder.AppendText("SmtpLog_4.txt", string.Concat(Enumerable.Repeat("Dear diary\n", 300)));
        _folder.Append("SmtpLog_5.txt", "S 220 5");

        _folder.Follow("SmtpLog_1.txt SmtpLog_2.txt SmtpLog_3.txt SmtpLog_4.txt SmtpLog_5.txt", () => _folder.Append("SmtpLog_5.txt", "C QUIT"));

        Assert.Equal(["220 2", "220 5", "QUIT"], _folder.Texts);
        Assert.Equal(["SmtpLog_1.txt", "SmtpLog_3.txt", "SmtpLog_4.txt"], _folder.Failures.Select(failure => failure.Name));
    }

    [Theory]
    [InlineData("a.log b.log a.log", "a.log|b.log")]
    [InlineData("SmtpLog_3.txt SmtpLog_1.txt a.log SmtpLog_12.txt", "SmtpLog_1.txt SmtpLog_3.txt SmtpLog_12.txt|a.log")]
    [InlineData("SmtpLog_3.txt SmtpLog_2.jsonl", "SmtpLog_3.txt|SmtpLog_2.jsonl")]
    [InlineData("SmtpLog_x.txt SmtpLog_01.txt", "SmtpLog_x.txt|SmtpLog_01.txt")]
    [InlineData("x/SmtpLog_2.txt y/SmtpLog_1.txt", "x/SmtpLog_2.txt|y/SmtpLog_1.txt")]
    public void The_numbered_files_of_a_folder_are_one_log(string names, string logs) => Assert.Equal(
        logs.Split('|').Select(log => log.Split(' ').Select(_folder.File)),
        LogFiles.Group(names.Split(' ').Select(_folder.File)));
}
