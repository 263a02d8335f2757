using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Tests.Mutations;
using Xunit;

namespace SmtpLog.Tests.Reading;

/// <summary>The short way through a log gives what the whole pass gives.</summary>
public class ScanTests
{
    private const int Rounds = 1500;

    [Fact]
    public void Any_filter_on_any_log_gives_the_same_either_way()
    {
        var random = new Random(535);
        int scanned = 0;
        int found = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] log = Scan.Encode(random, new RandomLog(random).Write());
            LogReaderOptions options = Scan.RandomOptions(random);

            var expected = Scan.ReadWhole(log, options);
            var actual = Scan.Read(log, options);

            Assert.True(expected.SequenceEqual(actual), $"Round {round}: {Scan.Differences(expected, actual)} in {Convert.ToBase64String(log)}");
            scanned += Scan.IsScanned(log, options) ? 1 : 0;
            found += expected.Count;
        }

        // Otherwise nothing was compared.
        Assert.True(scanned > Rounds / 4 && found > Rounds, $"{scanned} scanned, {found} found");
    }

    [Fact]
    public void Mutated_logs_give_the_same_either_way()
    {
        var random = new Random(20261124);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] log = Mutator.Mutate(random, Encoding.UTF8.GetBytes(new RandomLog(random).Write()));
            LogReaderOptions options = Scan.RandomOptions(random);

            var expected = Scan.ReadWhole(log, options);
            var actual = Scan.Read(log, options);

            Assert.True(expected.SequenceEqual(actual), $"Round {round}: {Scan.Differences(expected, actual)} in {Convert.ToBase64String(log)}");
        }
    }

    [Theory]
    [InlineData("1 2026-11-24T00:00:00.000Z 1 1 S < \"\n535 5.7.8 no\"\n")]
    [InlineData("1 2026-11-24T00:00:00.000Z 1 1 S < \"5\r\n35 5.7.8 no\"\n")]
    [InlineData("1 2026-11-24T00:00:00.000Z 1 1 S < \"535\n 5.7.8 no\"\n")]
    [InlineData("1 2026-11-24T00:00:00.000Z 1 1 s<535 5.7.8 no\n")]
    [InlineData("1 2026-11-24T00:00:00.000Z 1 1 S  >\t 535")]
    [InlineData("1 2026-11-24T00:00:00.000Z 1 1 ### said2 2026-11-24T00:00:00.000Z 1 1 S < \"535 no\"\n")]
    public void A_reply_is_found_however_its_line_is_damaged(string line)
    {
        byte[] log = Encoding.UTF8.GetBytes(Transcript.Of("1:# SMTP Connecting to 'a' at port 25.", "1:S 220 a", "1:C AUTH PLAIN ********") + line);
        var options = new LogReaderOptions { Codes = [Scan.Code("535")] };

        Assert.Single(Scan.Read(log, options));
        Assert.Equal(Scan.ReadWhole(log, options), Scan.Read(log, options));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(70_000)]
    public void A_session_that_is_long_under_way_is_known_from_its_beginning(int others)
    {
        var log = new StringBuilder(Transcript.Of("1:# SMTP Connecting to 'a' at port 25.", "1:S 220 a", "1:C AUTH PLAIN ********"));
        for (int i = 0; i < others; i++)
        {
            log.Append(CultureInfo.InvariantCulture, $"{i + 4} 2026-11-24T00:00:01.000Z 2 {i / 100} S < \"250-{new string('x', 40)}\"\n");
        }

        log.Append("99999 2026-11-24T00:01:00.000Z 1 1 S < \"535 5.7.8 no\"\n");
        byte[] bytes = Encoding.UTF8.GetBytes(log.ToString());
        var options = new LogReaderOptions { Codes = [Scan.Code("5xx")] };

        string only = Assert.Single(Scan.Read(bytes, options));

        Assert.Equal(Scan.ReadWhole(bytes, options), [only]);
        Assert.Contains($"\"LineNumber\":{others + 4}", only, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_of_several_windows_gives_the_same_either_way()
    {
        var random = new Random(3);
        string log = string.Concat(Enumerable.Range(0, 1200).Select(_ => new RandomLog(random, isDamaged: false).Write()));
        Assert.True(log.Length > 4_500_000);
        byte[] bytes = Encoding.UTF8.GetBytes(log);
        foreach (var options in new LogReaderOptions[] { new() { Codes = [Scan.Code("535")] }, new() { Failed = true }, new() { SessionIds = ["3", "5"] } })
        {
            Assert.Equal(Scan.ReadWhole(bytes, options), Scan.Read(bytes, options));
        }
    }

    [Fact]
    public void What_a_stream_holds_before_its_position_is_not_read()
    {
        byte[] head = Encoding.UTF8.GetBytes("1 2026-11-24T00:00:00.000Z 1 1 S < \"535 no\"\n");
        byte[] log = [.. head, .. head];
        using var stream = new MemoryStream(log) { Position = head.Length };
        var entries = new List<SmtpLogEntry>();

        LogReader.Read(stream, null, new LogReaderOptions { Codes = [Scan.Code("535")] }, entries.Add);

        Assert.Equal(1, Assert.Single(entries).LineNumber);
    }
}
