using System;
using System.Linq;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>Whatever happens to a log, in whatever dialect it is read: nothing throws, and all that is not blank comes out in its order.</summary>
public class DialectMutationTests
{
    private const int Rounds = 4_000;

    private static readonly SmtpLogDialect[] s_dialects = UnknownDialectException.Dialects.ToArray();

    [Fact]
    public void No_mutation_throws_or_loses_anything_in_its_own_dialect()
    {
        var random = new Random(20261124);
        (SmtpLogDialect Dialect, byte[] Log)[] samples = Sample.All.Select(sample => (sample.Dialect, Sample.Load(sample.Dialect, sample.Name))).ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            (SmtpLogDialect dialect, byte[] sample) = samples[random.Next(samples.Length)];
            Check(dialect, MutationTests.Mutate(random, sample), round);
        }
    }

    [Fact]
    public void No_bytes_throw_or_get_lost_in_any_dialect()
    {
        var random = new Random(7);
        for (int round = 0; round < Rounds / 4; round++)
        {
            byte[] log = new byte[random.Next(300)];
            random.NextBytes(log);
            foreach (SmtpLogDialect dialect in s_dialects)
            {
                Check(dialect, log, round);
            }
        }
    }

    private static void Check(SmtpLogDialect dialect, byte[] log, int round)
    {
        string actual = Text.WithoutBlanks(Sample.Read(dialect, log));

        Assert.True(Text.WithoutBlanks(log) == actual, $"{dialect}, round {round}: {Convert.ToBase64String(log)}");
    }
}
