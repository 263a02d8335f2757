using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Reading.Following;
using Xunit;

namespace SmtpLog.Tests.Reading.Following;

public sealed class FollowTests : IDisposable
{
    private readonly FollowedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_entry_comes_out_as_soon_as_its_line_is_whole()
    {
        var seen = new List<int>();
        _folder.AppendText("a.log", Transcript.Line(1, "C EHLO x")[..20]);
        void See() => seen.Add(_folder.Entries.Count);

        _folder.Follow(
            "a.log",
            See,
            () => _folder.AppendText("a.log", Transcript.Line(1, "C EHLO x")[20..]),
            See,
            () => _folder.AppendText("a.log", "\n"),
            See,
            () => _folder.AppendText("a.log", Transcript.Line(2, "S 250 a") + "\n" + Transcript.Line(3, "C QUIT")),
            See,
            () => _folder.AppendText("a.log", "\n"),
            See);

        Assert.Equal([0, 0, 1, 2, 3], seen);
        Assert.Equal(["a.log 1 EHLO x", "a.log 2 250 a", "a.log 3 QUIT"], _folder.Lines);
        Assert.Equal("EHLO", _folder.Entries[1].Command);
        Assert.Empty(_folder.Failures);
    }

    [Fact]
    public void A_file_that_is_cut_is_read_from_its_beginning()
    {
        _folder.Append("a.log", "S 220 a", "C EHLO x");

        _folder.Follow(
            "a.log",
            () => _folder.Overwrite("a.log", Transcript.Line(3, "S 250 b") + "\n"),
            () => _folder.Append("a.log", "C QUIT"),
            () => _folder.Overwrite("a.log", string.Empty),
            () => _folder.Append("a.log", "S 221 bye"));

        Assert.Equal(["a.log 1 220 a", "a.log 2 EHLO x", "a.log 1 250 b", "a.log 2 QUIT", "a.log 1 221 bye"], _folder.Lines);
    }

    [Fact]
    public void A_file_that_was_cut_and_has_outgrown_its_old_self_is_too()
    {
        _folder.Append("a.log", "S 220 a", "C EHLO x");

        _folder.Follow("a.log", () => _folder.Overwrite("a.log", Transcript.Of("S 220 b", "C HELO y", "S 250 ok", "C QUIT")));

        Assert.Equal(["a.log 1 220 a", "a.log 2 EHLO x", "a.log 1 220 b", "a.log 2 HELO y", "a.log 3 250 ok", "a.log 4 QUIT"], _folder.Lines);
    }

    [Fact]
    public void Half_a_line_is_not_lost_where_the_file_is_cut()
    {
        _folder.AppendText("a.log", Transcript.Line(1, "C EHLO long.example.com"));

        _folder.Follow("a.log", () => _folder.Overwrite("a.log", Transcript.Line(2, "S 1") + "\n"));

        Assert.Equal(["a.log 1 EHLO long.example.com", "a.log 1 1"], _folder.Lines);
    }

    [Fact]
    public void A_writer_that_keeps_its_place_in_a_file_that_was_cut_leaves_zeros_that_say_nothing()
    {
        _folder.Append("a.log", "S 220 a", "C EHLO x");

        _folder.Follow("a.log", () =>
        {
            using var writer = new FileStream(_folder.File("a.log"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            long place = writer.Length;
            writer.SetLength(0);
            writer.Seek(place, SeekOrigin.Begin);
            writer.Write(Encoding.UTF8.GetBytes(Transcript.Line(3, "S 250 b") + "\n"));
        });

        Assert.Equal(["220 a", "EHLO x", "250 b"], _folder.Texts);
    }

    [Fact]
    public void Of_a_file_that_is_renamed_the_rest_is_read_and_then_the_new_one()
    {
        _folder.Append("a.log", "S 220 a");

        _folder.Follow(
            "a.log",
            () =>
            {
                _folder.Append("a.log", "C EHLO x");
                _folder.Rename("a.log", "a.log.1");
                _folder.Append("a.log.1", "S 250 still there");
            },
            () => _folder.Append("a.log.1", "C and still"),
            () =>
            {
                _folder.Append("a.log.1", "S 250 until now");
                _folder.Append("a.log", "C MAIL FROM:<a@b>");
            },
            () => _folder.Append("a.log", "S 250 ok"),
            () => _folder.Append("a.log.1", "C too late"));

        Assert.Equal(
            ["a.log 1 220 a", "a.log 2 EHLO x", "a.log 3 250 still there", "a.log 4 and still", "a.log 5 250 until now", "a.log 1 MAIL FROM:<a@b>", "a.log 2 250 ok", "a.log 6 too late"],
            _folder.Lines);
        Assert.Equal("MAIL", _folder.Entries[6].Command);
    }

    [Fact]
    public void Half_a_line_in_a_file_that_was_renamed_comes_out_before_the_new_one()
    {
        _folder.Append("a.log", "S 220 a");
        _folder.AppendText("a.log", Transcript.Line(2, "C EHLO x")[..^3]);

        _folder.Follow(
            "a.log",
            () => _folder.Rename("a.log", "a.log.1"),
            () => _folder.Append("a.log", "S 250 b"),
            () => _folder.AppendText("a.log.1", "..\n" + Transcript.Line(3, "C QUIT") + "\n"));

        Assert.Equal(["a.log 1 220 a", "a.log 2 EHLO", "a.log 1 250 b", "a.log 2 ..", "a.log 3 QUIT"], _folder.Lines);
    }

    [Fact]
    public void A_file_of_the_same_content_in_its_place_is_another_file()
    {
        _folder.Append("a.log", "S 220 a");

        _folder.Follow("a.log", () =>
        {
            _folder.Rename("a.log", "b.log");
            _folder.Append("a.log", "S 220 a");
        });

        Assert.Equal(["a.log 1 220 a", "a.log 1 220 a"], _folder.Lines);
    }

    [Fact]
    public void A_file_that_was_removed_may_come_back()
    {
        _folder.Append("a.log", "S 220 a");

        _folder.Follow(
            "a.log",
            () => _folder.Remove("a.log"),
            () => { },
            () => _folder.Append("a.log", "S 220 b"),
            () => _folder.Append("a.log", "C QUIT"));

        Assert.Equal(["a.log 1 220 a", "a.log 1 220 b", "a.log 2 QUIT"], _folder.Lines);
        Assert.Empty(_folder.Failures);
    }

    [Fact]
    public void What_takes_its_place_and_cannot_be_read_is_told_once()
    {
        _folder.Append("a.log", "S 220 a");

        _folder.Follow(
            "a.log",
            () =>
            {
                _folder.Remove("a.log");
                Directory.CreateDirectory(_folder.File("a.log"));
            },
            () => { },
            () => Directory.Delete(_folder.File("a.log")),
            () => _folder.Append("a.log", "S 220 b"));

        Assert.Equal(["a.log 1 220 a", "a.log 1 220 b"], _folder.Lines);
        Assert.Equal("a.log", Assert.Single(_folder.Failures).Name);
    }

    [Fact]
    public void Several_files_are_followed_at_once()
    {
        _folder.Append("a.log", "S 220 a");
        _folder.AppendText("b.log", string.Empty);

        _folder.Follow(
            "a.log b.log a.log",
            () => _folder.Append("b.log", "S 220 b"),
            () => _folder.Append("a.log", "C EHLO a"),
            () => _folder.Append("b.log", "C EHLO b"));

        Assert.Equal(["a.log 1 220 a", "b.log 1 220 b", "a.log 2 EHLO a", "b.log 2 EHLO b"], _folder.Lines);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public void Bytes_may_come_one_at_a_time_in_any_encoding(string name, bool hasMark)
    {
        string log = Transcript.Of("S 220 größer ✉ 𝔐", "C QUIT").Replace("\n", "\r\n", StringComparison.Ordinal);
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(log)];
        _folder.AppendText("a.log", string.Empty);

        _folder.Follow("a.log", [.. bytes.Select(one => (Action)(() => _folder.AppendBytes("a.log", [one])))]);

        Assert.Equal(["a.log 1 220 größer ✉ 𝔐", "a.log 2 QUIT"], _folder.Lines);
        Assert.DoesNotContain(_folder.Entries, entry => entry.IsRecovered);
    }

    [Fact]
    public void Each_file_may_be_in_a_dialect_of_its_own()
    {
        _folder.AppendText("a.log", "=== Trying mail.example.com:25...\n=== Connected to mail.example.com.\n<-  220 mail.example.com\n");

        _folder.Follow("a.log", () => _folder.Overwrite("a.log", "* Connected to b\n"), () => _folder.AppendText("a.log", "< 220 curl\n"));

        Assert.Equal(SmtpLogOrigin.Server, _folder.Entries[^1].Origin);
        Assert.Equal((220, "220 curl", 2), (_folder.Entries[^1].Code, _folder.Entries[^1].Text, _folder.Entries[^1].LineNumber));
        Assert.Equal(220, _folder.Entries[2].Code);
    }

    [Fact]
    public void A_dialect_that_no_line_shows_for_certain_is_taken_once_all_was_read()
    {
        _folder.AppendText("a.log", "some words before\n");

        _folder.Follow("a.log", () => _folder.AppendText("a.log", "< 220 symfony\n"), () => _folder.AppendText("a.log", "> EHLO x\n"));

        Assert.Equal(["some words before", "220 symfony", "EHLO x"], _folder.Texts);
    }

    [Fact]
    public void A_file_in_no_dialect_is_given_up_and_the_others_go_on()
    {
        _folder.Append("a.log", "S 220 a");
        _folder.AppendText("b.txt", string.Concat(Enumerable.Repeat("Dear diary\n", 150)));

        _folder.Follow("a.log b.txt", () => _folder.AppendText("b.txt", string.Concat(Enumerable.Repeat("Dear diary\n", 150))), () => _folder.Append("a.log", "C QUIT"));

        Assert.Equal(["a.log 1 220 a", "a.log 2 QUIT"], _folder.Lines);
        var failure = Assert.Single(_folder.Failures);
        Assert.Equal("b.txt", failure.Name);
        Assert.IsType<UnknownDialectException>(failure.Reason);
    }

    [Fact]
    public void Where_nothing_is_left_to_follow_it_ends()
    {
        _folder.AppendText("b.txt", string.Concat(Enumerable.Repeat("Dear diary\n", 300)));
        using var follower = new LogFollower(new Steps([]), (path, reason) => _folder.Failures.Add((path, reason)), default);
        follower.Add([_folder.File("b.txt")], new LogReaderOptions(), new EntryOutput(new LogReaderOptions(), _folder.Entries.Add), () => { });

        follower.Run();

        Assert.Single(_folder.Failures);
    }

    [Fact]
    public void A_file_that_ends_in_no_dialect_is_told_when_it_is_replaced()
    {
        _folder.AppendText("a.log", "Dear diary\n");

        _folder.Follow("a.log", () =>
        {
            _folder.Rename("a.log", "b.log");
            _folder.Append("a.log", "S 220 a");
        });

        Assert.Equal(["a.log 1 220 a"], _folder.Lines);
        Assert.IsType<UnknownDialectException>(Assert.Single(_folder.Failures).Reason);
    }

    [Fact]
    public void One_that_is_cut_while_its_dialect_is_not_known_is_told_and_goes_on()
    {
        _folder.AppendText("a.log", "Dear diary\n");

        _folder.Follow("a.log", () => _folder.Overwrite("a.log", string.Empty), () => _folder.Append("a.log", "S 220 a"));

        Assert.Equal(["a.log 1 220 a"], _folder.Lines);
        Assert.IsType<UnknownDialectException>(Assert.Single(_folder.Failures).Reason);
    }

    [Fact]
    public void Filters_hold_while_following()
    {
        _folder.Append("a.log", "S 220 a", "C AUTH PLAIN ****", "S 535 no");

        _folder.Follow("a.log", new LogReaderOptions { Failed = true }, () => _folder.Append("a.log", "C AUTH PLAIN ****", "S 535 again"), () => _folder.Append("a.log", "C QUIT"));

        Assert.Equal([("535 no", 3L), ("535 again", 5L)], _folder.Entries.Select(entry => (entry.Text, entry.LineNumber)));
        Assert.All(_folder.Entries, entry => Assert.Equal("AUTH", entry.Command));
    }

    [Fact]
    public void All_that_was_there_has_been_read_even_if_more_comes_all_the_time()
    {
        int seen = -1;
        _folder.Append("SmtpLog_1.txt", "S 220 1");
        _folder.Append("SmtpLog_2.txt", "S 220 2");
        void Take(SmtpLogEntry entry)
        {
            _folder.Entries.Add(entry);
            if (_folder.Entries.Count < 999)
            {
                _folder.Append("SmtpLog_2.txt", "C NOOP");
            }
        }

        using var log = new FollowedLog([_folder.File("SmtpLog_1.txt")], new LogReaderOptions(), new EntryOutput(new LogReaderOptions(), Take), (_, reason) => throw reason, () => seen = _folder.Entries.Count);
        while (log.ReadOn())
        {
            // It never catches up with its writer.
        }

        Assert.Equal(1000, _folder.Entries.Count);
        Assert.InRange(seen, 2, 10);
    }

    [Fact]
    public void A_compressed_file_cannot_be_followed()
    {
        _folder.AppendBytes("a.log.gz", Files.Gzip.Of("x"));

        var error = Assert.Throws<UnfollowableException>(() => _folder.Follow("a.log.gz"));

        Assert.Contains("a.log.gz", error.Message, StringComparison.Ordinal);
    }
}
