using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading;

public class FeedTests
{
    private static readonly string s_log = Encoding.UTF8.GetString(SampleLogs.AsPublished);

    [Fact]
    public void Lines_fed_one_at_a_time_give_what_the_file_gives()
    {
        var entries = new List<SmtpLogEntry>();
        var feed = new LogFeed(new LogReaderOptions(), entries.Add);
        foreach (string line in s_log.Split('\n'))
        {
            feed.Feed(line);
        }

        feed.Complete();

        Assert.Equal(Describe(LogReader.ReadAll(SampleLogs.AsPublished)), Describe(entries));
        Assert.All(entries, entry => Assert.Null(entry.Path));
    }

    [Fact]
    public void A_whole_file_may_be_fed_as_one_string()
    {
        var entries = new List<SmtpLogEntry>();
        var feed = new LogFeed(new LogReaderOptions(), entries.Add);

        feed.Feed("\uFEFF" + s_log.Replace("\n", "\r\n", System.StringComparison.Ordinal));
        feed.Complete();

        Assert.Equal(Describe(LogReader.ReadAll(SampleLogs.AsPublished)), Describe(entries));
    }

    [Fact]
    public void An_entry_comes_out_as_soon_as_its_line_is_in()
    {
        var entries = new List<SmtpLogEntry>();
        var feed = new LogFeed(new LogReaderOptions(), entries.Add);

        feed.Feed(Transcript.Line(1, "C EHLO x"));
        Assert.Single(entries);
        feed.Feed(Transcript.Line(2, "S 250 a"));
        Assert.Equal("EHLO", entries[1].Command);
    }

    [Fact]
    public void An_unknown_format_is_said_to_be_one()
    {
        using var stream = new MemoryStream("Dear diary,\n\ntoday it rained.\n"u8.ToArray());

        UnknownDialectException error = Assert.Throws<UnknownDialectException>(
            () => LogReader.Read(stream, "diary.txt", new LogReaderOptions(), _ => { }));

        Assert.Equal("diary.txt", error.Path);
        Assert.Contains("diary.txt", error.Message, System.StringComparison.Ordinal);
        Assert.Contains("SmtpLog", error.Message, System.StringComparison.Ordinal);
        Assert.Contains(SmtpLogDialect.SmtpLog, UnknownDialectException.Dialects);
    }

    [Fact]
    public void An_endless_input_in_an_unknown_format_is_not_waited_for()
    {
        var feed = new LogFeed(new LogReaderOptions(), _ => { });
        int fed = 0;

        Assert.Throws<UnknownDialectException>(() =>
        {
            for (; fed < 1000; fed++)
            {
                feed.Feed("Dear diary");
            }
        });
        Assert.Equal(199, fed);
    }

    [Fact]
    public void A_dialect_that_is_named_is_not_doubted()
    {
        var entries = new List<SmtpLogEntry>();
        using var stream = new MemoryStream("Dear diary,\ntoday it rained.\n"u8.ToArray());

        LogReader.Read(stream, "diary.txt", new LogReaderOptions { Dialect = SmtpLogDialect.SmtpLog }, entries.Add);

        Assert.Equal(["Dear diary,", "today it rained."], entries.Select(entry => entry.Text));
    }

    [Fact]
    public void Lines_before_the_first_that_is_known_are_kept()
    {
        var entries = new List<SmtpLogEntry>();
        var feed = new LogFeed(new LogReaderOptions(), entries.Add);

        feed.Feed("-- Log of host a --");
        feed.Feed(string.Empty);
        feed.Feed(Transcript.Line(1, "C QUIT"));

        Assert.Equal([("-- Log of host a --", 1L), ("QUIT", 3L)], entries.Select(entry => (entry.Text, entry.LineNumber)));
    }

    private static IEnumerable<object> Describe(IEnumerable<SmtpLogEntry> entries) => entries.Select(entry =>
        (entry.ToString(), entry.LineNumber, entry.Text, entry.Code, entry.Command, entry.Stage, entry.Latency, entry.Timestamp) as object);
}
