using System;
using System.Linq;
using SmtpLog.Measuring;
using Xunit;

namespace SmtpLog.Tests.Measuring;

public sealed class LatencyHistogramTests
{
    private static readonly int[] s_percents = [1, 10, 50, 90, 95, 99, 100];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(20_000)]
    public void Percentiles_are_those_of_the_sorted_times_within_the_error_that_is_promised(int count)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            long[] times = [.. Enumerable.Range(0, count).Select(_ => (long)Math.Exp(random.NextDouble() * 30)).Order()];
            LatencyHistogram histogram = Fill(times);

            foreach (int percent in s_percents)
            {
                long exact = times[(int)Math.Ceiling(count * percent / 100.0) - 1];
                Assert.InRange(histogram.Percentile(percent).Ticks, exact * (1 - (1 / 128.0)) - 1, exact * (1 + (1 / 128.0)) + 1);
            }

            Assert.Equal((count, times[^1]), (histogram.Count, histogram.Maximum.Ticks));
        }
    }

    [Fact]
    public void Below_a_hundred_whole_milliseconds_they_are_exact()
    {
        LatencyHistogram histogram = Fill([.. Enumerable.Range(0, 100).Select(ms => ms * TimeSpan.TicksPerMillisecond)]);

        Assert.All(Enumerable.Range(1, 100), percent => Assert.Equal(TimeSpan.FromMilliseconds(percent - 1), histogram.Percentile(percent)));
    }

    [Fact]
    public void The_shortest_and_the_longest_times_there_can_be_have_their_place()
    {
        LatencyHistogram histogram = Fill([0, 1, 127, 128, 129, long.MaxValue]);

        Assert.Equal(TimeSpan.Zero, histogram.Percentile(1));
        Assert.Equal(127, histogram.Percentile(50).Ticks);
        Assert.Equal(long.MaxValue, histogram.Maximum.Ticks);
        Assert.InRange(histogram.Percentile(100).Ticks, long.MaxValue / 128 * 127, long.MaxValue);
    }

    private static LatencyHistogram Fill(long[] times)
    {
        var histogram = new LatencyHistogram();
        foreach (long time in times)
        {
            histogram.Add(time);
        }

        return histogram;
    }
}
