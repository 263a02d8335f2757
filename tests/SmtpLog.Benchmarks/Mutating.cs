using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using SmtpLog.Tests.Mutations;

namespace SmtpLog.Benchmarks;

/// <summary>
/// The mutation test in full: so many mutated logs of all dialects, then one line of 100 MB in each. A failure is kept as
/// a file; its round alone can be run again.
/// </summary>
internal static class Mutating
{
    private const int UsualCount = 1_000_000;
    private const int UsualSeed = 20261124;
    private const int Portion = 50_000;
    private const int GiantLine = 100_000_000;

    /// <summary>True where nothing is wrong.</summary>
    /// <param name="arguments">How many (a million), the seed, and the first round (0).</param>
    public static bool Run(ReadOnlySpan<string> arguments)
    {
        int count = Number(arguments, 0, UsualCount);
        int seed = Number(arguments, 1, UsualSeed);
        int first = Number(arguments, 2, 0);
        var samples = new MutationSamples(Path.Combine(Engine.Metadata("RepositoryRoot"), "tests", "SmtpLog.Tests", "Samples"));
        var run = new MutationRun(samples, seed);
        var clock = Stopwatch.StartNew();
        Print($"{count} mutated logs of {samples.Dialects.Count} dialects, seed {seed}, from round {first} on");
        for (int done = 0; done < count; done += Portion)
        {
            run.Run(first + done, Math.Min(Portion, count - done));
            Print($"  {Math.Min(done + Portion, count)}: {run.Bytes / 1_000_000} MB, {run.Entries} entries, {run.Sessions} sessions, {run.FailureCount} failures; {clock.Elapsed.TotalSeconds:0} s");
        }

        if (count >= samples.Dialects.Count)
        {
            run.RunGiants(GiantLine);
            Print($"  a line of {GiantLine / 1_000_000} MB in each dialect: {run.FailureCount} failures; {clock.Elapsed.TotalSeconds:0} s");
        }

        Print($"  {run.Unknown} logs had nothing left to find out their dialect by, and were said to be unknown.");
        if (run.FirstFailure is (MutationCase mutation, string problem))
        {
            string file = Path.Combine(Path.GetTempPath(), $"smtplog-mutation-{mutation.Seed}-{mutation.Round}.log");
            File.WriteAllBytes(file, mutation.Log);
            Print($"  The first failure is {mutation}; the log is {file}.");
            Print($"  {problem}");
        }

        return run.FailureCount == 0;
    }

    private static int Number(ReadOnlySpan<string> arguments, int index, int usual) =>
        index < arguments.Length ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : usual;

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
