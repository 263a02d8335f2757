using System;

namespace SmtpLog.Measuring;

/// <summary>
/// Percentiles of any number of times in little memory: buckets that grow with the times, 128 for each doubling, each
/// with the sum of what fell into it, so that what comes out is off by less than 1/128. A library for it would be one
/// more assembly in the users' load context, to be at odds with another module's version of it.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int Precision = 7;
    private const int PerDoubling = 1 << Precision;

    private readonly long[]?[] _counts = new long[64][];
    private readonly double[]?[] _sums = new double[64][];
    private long _maximum;

    public long Count { get; private set; }

    public TimeSpan Maximum => new(_maximum);

    /// <param name="ticks">A time that is not negative, in ticks.</param>
    public void Add(long ticks)
    {
        int doubling = DoublingOf(ticks);
        long[] counts = _counts[doubling] ??= new long[PerDoubling];
        double[] sums = _sums[doubling] ??= new double[PerDoubling];
        int bucket = doubling == 0 ? (int)ticks : (int)((ticks >> (doubling - 1)) - PerDoubling);
        counts[bucket]++;
        sums[bucket] += ticks;
        _maximum = Math.Max(_maximum, ticks);
        Count++;
    }

    /// <summary>The smallest time that the given part of all do not exceed.</summary>
    /// <param name="percent">More than 0, 100 at most.</param>
    public TimeSpan Percentile(int percent)
    {
        long rank = (long)Math.Ceiling(Count * (decimal)percent / 100);
        for (int doubling = 0; doubling < _counts.Length; doubling++)
        {
            if (_counts[doubling] is not { } counts)
            {
                continue;
            }

            for (int bucket = 0; bucket < PerDoubling; bucket++)
            {
                rank -= counts[bucket];
                if (rank <= 0 && counts[bucket] > 0)
                {
                    return new TimeSpan(Math.Min(_maximum, (long)Math.Round(_sums[doubling]![bucket] / counts[bucket])));
                }
            }
        }

        return TimeSpan.Zero;
    }

    /// <summary>0 for what is below 128 ticks, where each has a bucket of its own; then one more for each doubling.</summary>
    private static int DoublingOf(long ticks)
    {
        int doubling = 0;
        for (long rest = ticks >> Precision; rest > 0; rest >>= 1)
        {
            doubling++;
        }

        return doubling;
    }
}
