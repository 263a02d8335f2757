using System;
using System.Linq;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>Whatever happens to the log of a client tool: nothing throws, and all that is not blank comes out in its order.</summary>
public class ToolMutationTests
{
    private const int Rounds = 150;

    public static TheoryData<SmtpLogDialect, string> Samples => ToolSamples.All;

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_mutation_throws_or_loses_anything(SmtpLogDialect dialect, string name)
    {
        int seed = name.Sum(letter => letter) + (int)dialect;
        var random = new Random(seed);
        byte[] sample = ToolSamples.Load(dialect, name);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] log = MutationTests.Mutate(random, MutationTests.Mutate(random, sample));

            string actual = Text.WithoutBlanks(ToolSamples.Read(log, dialect));

            Assert.True(Text.WithoutBlanks(log) == actual, $"Seed {seed}, round {round}: {Convert.ToBase64String(log)}");
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_in_any_other_dialect_it_is_still_whole(SmtpLogDialect dialect, string name)
    {
        byte[] log = ToolSamples.Load(dialect, name);
        foreach (SmtpLogDialect other in UnknownDialectException.Dialects)
        {
            Assert.Equal(Text.WithoutBlanks(log), Text.WithoutBlanks(ToolSamples.Read(log, other)));
        }
    }
}
