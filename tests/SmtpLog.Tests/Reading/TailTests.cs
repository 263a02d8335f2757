using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using SmtpLog.Reading;
using SmtpLog.Reading.Scanning;
using Xunit;

namespace SmtpLog.Tests.Reading;

/// <summary>The last so many entries, read from the end, are those that the whole pass ends with.</summary>
public class TailTests
{
    private const int Rounds = 60;

    [Fact]
    public void Any_filter_on_any_log_gives_the_end_of_the_whole()
    {
        var random = new Random(20261124);
        int skipped = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] log = RandomLogs(random);
            LogReaderOptions options = RandomOptions(random);

            var expected = Whole(log, options).TakeLast(options.Last!.Value).ToList();
            var actual = Tail(log, options);

            Assert.True(expected.SequenceEqual(actual), $"Round {round}: missing {string.Join("; ", expected.Except(actual).Take(2))}, too many {string.Join("; ", actual.Except(expected).Take(2))}");
            skipped += IsSkipped(log, options) ? 1 : 0;
        }

        Assert.InRange(skipped, Rounds / 4, Rounds);
    }

    [Fact]
    public void A_session_that_began_long_before_is_known_all_the_same()
    {
        var log = new StringBuilder(Transcript.Of("1:# SMTP Connecting to 'a' at port 25.", "1:S 220 a", "1:C AUTH PLAIN ********"));
        for (int i = 0; i < 20_000; i++)
        {
            log.Append(CultureInfo.InvariantCulture, $"{i + 4} 2026-11-24T00:00:01.000Z 2 {i / 100} S < \"250-{new string('x', 40)}\"\n");
        }

        log.Append("99999 2026-11-24T00:01:00.000Z 4711 1 S < \"535 5.7.8 no\"\n");

        string only = Assert.Single(Tail(Encoding.UTF8.GetBytes(log.ToString()), new LogReaderOptions { Last = 1 }));

        Assert.Contains("\"Command\":\"AUTH\"", only, StringComparison.Ordinal);
        Assert.Contains("\"LineNumber\":20004", only, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_is_not_searched_is_read_whole()
    {
        string json = string.Concat(Enumerable.Range(1, 3000).Select(i => $"{{\"message\":\"250 {i}\",\"smtp.origin\":\"server\"}}\n"));
        var options = new LogReaderOptions { Last = 2 };

        Assert.False(IsSkipped(Encoding.UTF8.GetBytes(json), options));
        Assert.Equal(2, Tail(Encoding.UTF8.GetBytes(json), options).Count);
    }

    [Fact]
    public void None_is_none()
    {
        byte[] log = RandomLogs(new Random(1));

        Assert.Empty(Tail(log, new LogReaderOptions { Last = 0 }));
        Assert.True(IsSkipped(log, new LogReaderOptions { Last = 0 }));
    }

    private static byte[] RandomLogs(Random random)
    {
        bool isDamaged = random.Next(2) == 0;
        string log = string.Concat(Enumerable.Range(0, random.Next(20, 120)).Select(_ => new RandomLog(random, isDamaged).Write()));
        return random.Next(8) switch
        {
            0 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(log)],
            1 => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(log)],
            2 => Encoding.UTF8.GetBytes(log.Replace("\n", "\r\n", StringComparison.Ordinal)),
            3 => Encoding.UTF8.GetBytes(log.TrimEnd('\n')),
            _ => Encoding.UTF8.GetBytes(log),
        };
    }

    private static LogReaderOptions RandomOptions(Random random)
    {
        int kinds = random.Next(6);
        Assert.True(CodeFilter.TryParse("5xx", out CodeFilter code));
        return new()
        {
            Dialect = random.Next(2) == 0 ? SmtpLogDialect.SmtpLog : SmtpLogDialect.Auto,
            Last = random.Next(4) switch { 0 => 1, 1 => random.Next(2, 20), 2 => random.Next(100), _ => random.Next(20_000) },
            Codes = kinds == 1 ? [code] : [],
            Failed = kinds == 2,
            SessionIds = kinds == 3 ? ["3", "5"] : [],
            Origins = kinds == 4 ? [SmtpLogOrigin.Client] : [],
            Commands = kinds == 5 ? ["AUTH", "RCPT"] : [],
        };
    }

    private static bool IsSkipped(byte[] log, LogReaderOptions options) =>
        LogTail.Find(new MemoryStream(log), options, options.Last!.Value, out _) is not null;

    private static List<string> Tail(byte[] log, LogReaderOptions options)
    {
        var entries = new List<SmtpLogEntry>();
        var last = new LastItems<SmtpLogEntry>(options.Last!.Value, entries.Add);
        LogReader.Read(new MemoryStream(log), "a.log", options, new WatchedOutput(new EntryOutput(options, last.Take), last.Release));
        return entries.ConvertAll(Describe);
    }

    private static List<string> Whole(byte[] log, LogReaderOptions options)
    {
        var entries = new List<SmtpLogEntry>();
        LogReader.ReadWhole(new MemoryStream(log), "a.log", options, new EntryOutput(options, entries.Add));
        return entries.ConvertAll(Describe);
    }

    private static string Describe(SmtpLogEntry entry) => JsonSerializer.Serialize(entry) + entry;
}
