using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Reading.Dialects;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>Every sample in every dialect: the right one is found, the wrong ones do no harm.</summary>
public class SampleDetectionTests
{
    public static TheoryData<SmtpLogDialect, string> Samples { get; } = new(Sample.All);

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_dialect_of_a_sample_is_found_out(SmtpLogDialect dialect, string name)
    {
        Assert.Equal(dialect, Detect(Sample.Load(dialect, name)));
        Assert.Equal(Sample.Describe(Sample.Read(dialect, name)), Sample.Describe(Sample.Read(SmtpLogDialect.Auto, Sample.Load(dialect, name))));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void It_is_found_out_in_UTF_16_too(SmtpLogDialect dialect, string name)
    {
        string text = Encoding.UTF8.GetString(Sample.Load(dialect, name));

        IReadOnlyList<SmtpLogEntry> entries = Sample.Read(SmtpLogDialect.Auto, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]);

        Assert.Equal(Sample.Describe(Sample.Read(dialect, name)), Sample.Describe(entries));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_dialect_loses_anything_of_any_sample(SmtpLogDialect dialect, string name)
    {
        byte[] log = Sample.Load(dialect, name);

        foreach (SmtpLogDialect other in UnknownDialectException.Dialects)
        {
            Assert.Equal(Text.WithoutBlanks(log), Text.WithoutBlanks(Sample.Read(other, log)));
        }
    }

    [Fact]
    public void Every_dialect_has_three_samples()
    {
        ILookup<SmtpLogDialect, string> samples = Sample.All.ToLookup(sample => sample.Dialect, sample => sample.Name);

        Assert.All(
            UnknownDialectException.Dialects.Where(dialect => dialect != SmtpLogDialect.SmtpLog),
            dialect => Assert.True(samples[dialect].Count() >= 3, dialect.ToString()));
    }

    /// <summary>The detector's answer after as many lines as it wants to see.</summary>
    private static SmtpLogDialect? Detect(byte[] log)
    {
        var detector = new DialectDetector();
        long number = 0;
        foreach (string line in Encoding.UTF8.GetString(log).Split('\n'))
        {
            ILogDialect? certain = detector.Offer(Encoding.UTF8.GetBytes(line.TrimEnd('\r')), ++number);
            if (certain is not null || detector.IsFull)
            {
                return (certain ?? detector.Best)?.Dialect;
            }
        }

        return detector.Best?.Dialect;
    }
}
