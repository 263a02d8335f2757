using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Tests.Reading;

namespace SmtpLog.Tests.Mutations;

/// <summary>The logs that are mutated: the samples of every dialect and, for this module's own text, random ones beside them.</summary>
internal sealed class MutationSamples
{
    private readonly Dictionary<SmtpLogDialect, (string Name, byte[] Log)[]> _samples;
    private readonly SmtpLogDialect[] _dialects = [.. UnknownDialectException.Dialects];
    private readonly byte[][] _all;

    /// <param name="folder">Where they are, in a folder for each dialect.</param>
    public MutationSamples(string folder)
    {
        _samples = _dialects.ToDictionary(dialect => dialect, dialect => Load(Path.Combine(folder, dialect.ToString())));
        _all = [.. _samples.Values.SelectMany(samples => samples).Select(sample => sample.Log)];
    }

    public IReadOnlyList<SmtpLogDialect> Dialects => _dialects;

    /// <summary>The log of a round, always the same.</summary>
    public MutationCase Create(int seed, int round)
    {
        var random = new Random(unchecked((seed * 1_000_003) + round));
        SmtpLogDialect dialect = _dialects[round % _dialects.Length];
        (string name, byte[] sample) = Choose(random, dialect);
        byte[] log = Mutator.Mutate(random, sample, _all);
        SmtpLogDialect readAs = random.Next(10) switch
        {
            0 => SmtpLogDialect.Auto,
            1 => _dialects[random.Next(_dialects.Length)],
            _ => dialect,
        };
        return new(seed, round, dialect, name, readAs, Encode(random, log), random);
    }

    /// <summary>A sample of a dialect with one line of so many bytes.</summary>
    public MutationCase CreateGiant(int seed, int round, int length)
    {
        var random = new Random(unchecked((seed * 1_000_003) + round));
        SmtpLogDialect dialect = _dialects[round % _dialects.Length];
        (string name, byte[] sample) = Choose(random, dialect);
        return new(seed, round, dialect, name, dialect, Mutator.Inflate(random, sample, length), random);
    }

    private (string Name, byte[] Log) Choose(Random random, SmtpLogDialect dialect)
    {
        (string Name, byte[] Log)[] samples = _samples[dialect];
        int chosen = random.Next(dialect == SmtpLogDialect.SmtpLog ? samples.Length * 2 : samples.Length);
        return chosen < samples.Length ? samples[chosen] : ("a random log", Encoding.UTF8.GetBytes(new RandomLog(random).Write()));
    }

    /// <summary>Some in UTF-16, with or without its mark.</summary>
    private static byte[] Encode(Random random, byte[] log)
    {
        if (random.Next(20) != 0)
        {
            return log;
        }

        Encoding encoding = random.Next(2) == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode;
        byte[] text = encoding.GetBytes(Encoding.UTF8.GetString(log));
        return random.Next(4) == 0 ? text : [.. encoding.GetPreamble(), .. text];
    }

    private static (string Name, byte[] Log)[] Load(string folder) =>
        [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];
}
