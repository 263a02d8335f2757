using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using SmtpLog.Reading;
using SmtpLog.Reading.Sessions;

namespace SmtpLog.Benchmarks;

/// <summary>
/// How fast each dialect is read, beside this module's own text, and whether its cost grows as the log does: in lines,
/// and in a single line. The logs are the samples of the tests, repeated, and read from memory. The lines are both longer
/// than a processor's cache, at whose edge the time for a byte doubles, whatever is done with it.
/// </summary>
internal static class DialectReading
{
    private const int Size = 20_000_000;
    private const int Rounds = 5;
    private const double MostGrowth = 1.1;

    public static void Run()
    {
        Console.WriteLine();
        Console.WriteLine($"Dialects: {Size / 1_000_000} MB of each one's samples; the median of {Rounds} rounds, in this process's own time on the processor.");
        Console.WriteLine($"Growth is the time for the whole against 10 x a tenth of it; of a line, one of {4 * Size / 1_000_000} MB against 4 x {Size / 1_000_000} MB. Up to 1.10 is within 10 % of linear.");
        Console.WriteLine();
        Console.WriteLine("| dialect | entries | of SmtpLog's | sessions | of SmtpLog's | growth | growth of a line | reached |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        double ownEntries = 0;
        double ownSessions = 0;
        foreach (SmtpLogDialect dialect in UnknownDialectException.Dialects)
        {
            byte[] sample = dialect == SmtpLogDialect.SmtpLog ? Generated() : Sample(dialect);
            byte[] log = Repeat(sample, Size);
            byte[] tenth = Repeat(sample, Size / 10);
            byte[] line = WithLine(sample, 4 * Size);
            byte[] quarter = WithLine(sample, Size);
            Entries(dialect, tenth);
            double entries = Rate(log.Length, () => Entries(dialect, log));
            double sessions = Rate(log.Length, () => Sessions(dialect, log));
            double growth = Growth(() => Sessions(dialect, log), () => Sessions(dialect, tenth), 10);
            double lineGrowth = Growth(() => Entries(dialect, line), () => Entries(dialect, quarter), 4);
            ownEntries = ownEntries == 0 ? entries : ownEntries;
            ownSessions = ownSessions == 0 ? sessions : ownSessions;
            Console.WriteLine(string.Format(
                CultureInfo.InvariantCulture,
                "| {0} | {1:0} MB/s | {2:0.00} × | {3:0} MB/s | {4:0.00} × | {5:0.00} × | {6:0.00} × | {7} |",
                dialect, entries, entries / ownEntries, sessions, sessions / ownSessions, growth, lineGrowth,
                growth <= MostGrowth && lineGrowth <= MostGrowth ? "yes" : "no"));
        }
    }

    private static void Entries(SmtpLogDialect dialect, byte[] log)
    {
        var options = new LogReaderOptions { Dialect = dialect };
        using var stream = new MemoryStream(log, writable: false);
        LogReader.Read(stream, null, options, new EntryOutput(options, _ => { }));
    }

    private static void Sessions(SmtpLogDialect dialect, byte[] log)
    {
        var options = new LogReaderOptions { Dialect = dialect };
        using var stream = new MemoryStream(log, writable: false);
        LogReader.Read(stream, null, options, new SessionOutput(options, _ => { }));
    }

    private static double Rate(int bytes, Action read) => bytes / 1000.0 / Median(_ => Time(read));

    private static double Growth(Action whole, Action part, int parts) => Median(_ =>
    {
        double time = Time(whole);
        return time / Time(() =>
        {
            for (int i = 0; i < parts; i++)
            {
                part();
            }
        });
    });

    private static double Median(Func<int, double> measure) => Enumerable.Range(0, Rounds).Select(measure).Order().ElementAt(Rounds / 2);

    private static double Time(Action action)
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        TimeSpan before = self.UserProcessorTime;
        action();
        self.Refresh();
        return (self.UserProcessorTime - before).TotalMilliseconds;
    }

    private static byte[] Generated()
    {
        string path = Path.GetTempFileName();
        try
        {
            LogGenerator.Write(path, Size / 10);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>All samples of a dialect, one after the other.</summary>
    private static byte[] Sample(SmtpLogDialect dialect)
    {
        string folder = Path.Combine(Engine.Metadata("RepositoryRoot"), "tests", "SmtpLog.Tests", "Samples", dialect.ToString());
        IEnumerable<byte> all = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).SelectMany(file => File.ReadAllBytes(file).Append((byte)'\n'));
        return [.. all];
    }

    private static byte[] Repeat(byte[] sample, int size)
    {
        byte[] log = new byte[(size / sample.Length + 1) * sample.Length];
        for (int at = 0; at < log.Length; at += sample.Length)
        {
            sample.CopyTo(log, at);
        }

        return log;
    }

    /// <summary>The sample with a long text in the middle of its middle line.</summary>
    private static byte[] WithLine(byte[] sample, int length)
    {
        int start = Array.IndexOf(sample, (byte)'\n', sample.Length / 2) + 1;
        int end = Array.IndexOf(sample, (byte)'\n', start);
        byte[] text = new byte[length];
        "some words 250 \"and more\" "u8.ToArray().AsSpan().CopyTo(text);
        for (int at = 26; at < length; at++)
        {
            text[at] = text[at - 26];
        }

        int middle = start + ((end - start) / 2);
        return [.. sample[..middle], .. text, .. sample[middle..]];
    }
}
