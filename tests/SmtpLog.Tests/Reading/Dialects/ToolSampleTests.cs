using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class ToolSampleTests
{
    public static TheoryData<SmtpLogDialect, string> Samples => ToolSamples.All;

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_gives_exactly_its_entries(SmtpLogDialect dialect, string name)
    {
        IReadOnlyList<SmtpLogEntry> entries = ToolSamples.Read(ToolSamples.Load(dialect, name));

        Assert.Equal(ToolSamples.Expected(dialect, name), entries.Select(EntryLine.Of));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_comes_out_whole(SmtpLogDialect dialect, string name)
    {
        byte[] log = ToolSamples.Load(dialect, name);

        Assert.Equal(Text.WithoutBlanks(log), Text.WithoutBlanks(ToolSamples.Read(log)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Line_ends_byte_order_marks_and_encodings_change_nothing(SmtpLogDialect dialect, string name)
    {
        string text = Encoding.UTF8.GetString(ToolSamples.Load(dialect, name)).Replace("\r\n", "\n", StringComparison.Ordinal);
        string[] expected = ToolSamples.Expected(dialect, name);
        string windows = text.Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.Equal(expected, Read(Encoding.UTF8, text));
        Assert.Equal(expected, Read(Encoding.UTF8, windows));
        Assert.Equal(expected, Read(Encoding.Unicode, windows));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Lines_from_the_pipeline_give_the_same(SmtpLogDialect dialect, string name)
    {
        var entries = new List<SmtpLogEntry>();
        var feed = new LogFeed(new LogReaderOptions(), entries.Add);
        foreach (string line in Encoding.UTF8.GetString(ToolSamples.Load(dialect, name)).Split('\n'))
        {
            feed.Feed(line);
        }

        feed.Complete();

        Assert.Equal(ToolSamples.Expected(dialect, name), entries.Select(EntryLine.Of));
    }

    private static IEnumerable<string> Read(Encoding encoding, string text) =>
        ToolSamples.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]).Select(EntryLine.Of);
}
