using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SmtpLog.Reading;
using SmtpLog.Tests.Mutations;
using Xunit;

namespace SmtpLog.Tests.Reading;

/// <summary>
/// Whatever happens to a log, in whatever dialect it is read: nothing throws, all that is not blank comes out in its
/// order, and entries, sessions, filters, the pipeline and the summary agree. The benchmark project runs a million of these.
/// </summary>
public class MutationTests
{
    private const int Rounds = 20_000;
    private const int GiantLine = 2_000_000;

    private static readonly MutationSamples s_samples = new(Path.Combine(AppContext.BaseDirectory, "Samples"));

    [Fact]
    public void No_mutation_throws_loses_or_contradicts_anything()
    {
        var run = new MutationRun(s_samples, seed: 20261124);

        run.Run(0, Rounds);

        AssertNone(run);
        Assert.True(run.Unknown < Rounds / 50, $"{run.Unknown} logs were not known for any.");
        Assert.True(run.Entries > Rounds * 10L && run.Sessions > Rounds, $"{run.Entries} entries and {run.Sessions} sessions were compared.");
    }

    [Fact]
    public void No_line_is_too_long()
    {
        var run = new MutationRun(s_samples, seed: 1);

        run.RunGiants(GiantLine);

        AssertNone(run);
    }

    [Fact]
    public void Whatever_bytes_there_are_a_dialect_is_found_or_said_to_be_unknown()
    {
        var random = new Random(7);
        for (int round = 0; round < Rounds / 10; round++)
        {
            byte[] log = new byte[random.Next(300)];
            random.NextBytes(log);
            using var stream = new MemoryStream(log);
            var entries = new List<SmtpLogEntry>();

            Exception? error = Record.Exception(() => LogReader.Read(stream, null, new LogReaderOptions(), entries.Add));

            Assert.True(error is null or UnknownDialectException, error?.ToString());
            Assert.Empty(entries);
        }
    }

    [Fact]
    public void No_bytes_throw_or_get_lost_in_any_dialect()
    {
        var random = new Random(7);
        for (int round = 0; round < Rounds / 20; round++)
        {
            byte[] log = new byte[random.Next(300)];
            random.NextBytes(log);
            foreach (SmtpLogDialect dialect in s_samples.Dialects)
            {
                string? problem = new ReadingCheck(dialect, log, random).Run();

                Assert.True(problem is null, $"{dialect}, round {round}: {problem} {Convert.ToBase64String(log)}");
            }
        }
    }

    private static void AssertNone(MutationRun run)
    {
        if (run.FirstFailure is (MutationCase mutation, string problem))
        {
            Assert.Fail($"{run.FailureCount} failures. The first is {mutation}. {problem} {Convert.ToBase64String(mutation.Log.Take(20_000).ToArray())}");
        }
    }
}
