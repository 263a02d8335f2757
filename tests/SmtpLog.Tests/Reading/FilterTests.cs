using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading;

public class FilterTests
{
    private static readonly string s_log = Transcript.Of(
        "1:# SMTP Connecting to 'a' at port 25.", "1:S 220 a", "2:# SMTP Connecting to 'a' at port 25.", "2:S 220 a",
        "1:C MAIL FROM:<a@b>", "2:C MAIL FROM:<c@d>", "2:S 451 4.3.0 later", "1:S 550 5.1.0 never",
        "1:# SMTP Error. kind=SenderRejected stage=Mail code=550", "1:# SMTP Connection closed.", "2:C QUIT", "2:S 221 bye");

    [Theory]
    [InlineData("550", "8")]
    [InlineData("5xx", "8")]
    [InlineData("45X", "7")]
    [InlineData("550,4xx", "7 8")]
    [InlineData("600", "")]
    public void Codes_are_those_of_server_lines(string codes, string expected)
    {
        CodeFilter[] filters = codes.Split(',').Select(Parse).ToArray();

        Assert.Equal(expected, Read(new LogReaderOptions { Codes = filters }));
    }

    [Fact]
    public void What_comes_through_a_filter_has_all_its_properties()
    {
        SmtpLogEntry only = Assert.Single(ReadEntries(new LogReaderOptions { Codes = [Parse("550")] }));

        Assert.Equal(("MAIL", SmtpStage.Mail, "5.1.0", "1"), (only.Command, only.Stage!.Value, only.EnhancedCode, only.SessionId));
        Assert.Equal(TimeSpan.FromMilliseconds(30), only.Latency);
        Assert.Equal((8L, 8L), (only.Counter, only.LineNumber));
    }

    [Fact]
    public void Failed_means_error_replies_and_Error_events()
    {
        Assert.Equal("7 8 9", Read(new LogReaderOptions { Failed = true }));
    }

    [Fact]
    public void After_includes_its_moment_and_Before_does_not()
    {
        Assert.Equal("5 6 7", Read(new LogReaderOptions { After = Transcript.Start.AddMilliseconds(50), Before = Transcript.Start.AddMilliseconds(80) }));
        Assert.Equal("11 12", Read(new LogReaderOptions { After = Transcript.Start.AddMilliseconds(101).ToOffset(TimeSpan.FromHours(5)) }));
    }

    [Fact]
    public void Sessions_origins_and_commands_can_be_chosen_together()
    {
        Assert.Equal("3 4 6 7 11 12", Read(new LogReaderOptions { SessionIds = ["2"] }));
        Assert.Equal("5 6 11", Read(new LogReaderOptions { Origins = [SmtpLogOrigin.Client] }));
        Assert.Equal("5 6 7 8 11 12", Read(new LogReaderOptions { Commands = ["mail", "QUIT"] }));
        Assert.Equal("7", Read(new LogReaderOptions { SessionIds = ["2"], Origins = [SmtpLogOrigin.Server], Commands = ["MAIL"] }));
    }

    [Fact]
    public void An_entry_without_a_time_is_not_in_any_span()
    {
        var entries = new List<SmtpLogEntry>();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(s_log + "stray\n"));

        LogReader.Read(stream, null, new LogReaderOptions { After = DateTimeOffset.MinValue }, entries.Add);

        Assert.Equal(12, entries.Count);
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var entries = new List<SmtpLogEntry>();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(s_log));

        Assert.Throws<OperationCanceledException>(() => LogReader.Read(stream, null, new LogReaderOptions { Cancellation = source.Token }, entry =>
        {
            entries.Add(entry);
            source.Cancel();
        }));
        Assert.Single(entries);
    }

    [Theory]
    [InlineData("535", "535")]
    [InlineData(" 5XX ", "5xx")]
    [InlineData("53x", "53x")]
    public void A_code_or_a_class_can_be_asked_for(string text, string expected)
    {
        Assert.Equal(expected, Parse(text).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("xxx")]
    [InlineData("5x5")]
    [InlineData("0xx")]
    [InlineData("5355")]
    [InlineData("5 5")]
    [InlineData("-55")]
    public void Other_texts_are_no_codes(string? text)
    {
        Assert.False(CodeFilter.TryParse(text, out _));
    }

    private static CodeFilter Parse(string text)
    {
        Assert.True(CodeFilter.TryParse(text, out CodeFilter filter));
        return filter;
    }

    private static List<SmtpLogEntry> ReadEntries(LogReaderOptions options)
    {
        var entries = new List<SmtpLogEntry>();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(s_log));
        LogReader.Read(stream, null, options, entries.Add);
        return entries;
    }

    private static string Read(LogReaderOptions options) => string.Join(' ', ReadEntries(options).Select(entry => entry.Counter));
}
