using System;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class SwaksTests
{
    [Fact]
    public void The_time_that_swaks_took_is_the_latency_of_the_whole_reply() => Assert.Equal(
        [(4, 0), (16, 5), (19, 19), (22, 8), (25, 0), (38, 0), (41, 0)],
        ToolSamples.Read(ToolSamples.Load(SmtpLogDialect.Swaks, "time-lapse.log"))
            .Where(entry => entry.Latency is not null)
            .Select(entry => ((int)entry.LineNumber, (int)entry.Latency!.Value.TotalMilliseconds)));

    [Theory]
    [InlineData("response in 2s", 2000)]
    [InlineData("response in 0.123s", 123)]
    [InlineData("response in s", null)]
    [InlineData("response in -1s", null)]
    [InlineData("response in 1e3s", null)]
    [InlineData("response in 99999999999999999999s", null)]
    [InlineData("response in 99999999999999999999", null)]
    [InlineData("response in a while", null)]
    public void A_time_is_a_number_of_seconds(string words, int? milliseconds)
    {
        TimeSpan? latency = ToolSamples.Read(SmtpLogDialect.Swaks, " -> NOOP", $"=== {words}", "<-  250 ok")[2].Latency;

        Assert.Equal(milliseconds is { } number ? TimeSpan.FromMilliseconds(number) : null, latency);
    }

    [Fact]
    public void A_time_is_that_of_one_reply() => Assert.Null(
        ToolSamples.Read(SmtpLogDialect.Swaks, " -> NOOP", "=== response in 1s", "<-  250 ok", " -> NOOP", "<-  250 ok")[4].Latency);
}
