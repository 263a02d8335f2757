using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Tests.Mutations;
using Xunit;

namespace SmtpLog.Tests.Reading;

/// <summary>
/// The short way through logs of many windows: what is found may begin in one and end in another, its session may have
/// begun before the window, and the search may give up at any place and leave the rest to the whole pass.
/// </summary>
public class ScanWindowTests
{
    private const int Rounds = 1500;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Small_windows_give_the_same_as_the_whole_pass(int seed, bool isDamaged)
    {
        var random = new Random(seed);
        int scanned = 0;
        int found = 0;
        for (int round = 0; round < Rounds; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => new RandomLog(random, isDamaged).Write()));
            byte[] log = Scan.Encode(random, text[random.Next(Math.Min(text.Length, 300))..]);
            if (isDamaged && random.Next(2) == 0)
            {
                log = Mutator.Mutate(random, log);
            }

            LogReaderOptions options = Scan.RandomOptions(random);
            int window = 512 << random.Next(7);

            List<string> expected = Scan.ReadWhole(log, options);
            List<string> actual = Scan.Read(log, options, window);

            Assert.True(expected.SequenceEqual(actual), $"Seed {seed}, round {round}, window {window}: {Scan.Differences(expected, actual)} in {Convert.ToBase64String(log)}");
            scanned += log.Length > window && Scan.IsScanned(log, options, window) ? 1 : 0;
            found += expected.Count;
        }

        // Otherwise nothing was compared.
        Assert.True(scanned > Rounds / 20 && found > Rounds, $"{scanned} scanned, {found} found");
    }

    [Fact]
    public void A_line_that_is_longer_than_the_window_is_read_all_the_same()
    {
        byte[] log = Encoding.UTF8.GetBytes(Transcript.Of("1:C NOOP", "1:S 250 " + new string('x', 5000), "1:C NOOP", "1:S 535 no"));
        var options = new LogReaderOptions { Codes = [Scan.Code("535")] };

        Assert.False(Scan.IsScanned(log, options, 1024));
        Assert.Equal(Scan.ReadWhole(log, options), Scan.Read(log, options, 1024));
        Assert.Single(Scan.Read(log, options, 1024));
    }

    [Fact]
    public void A_stream_that_gives_a_few_bytes_at_a_time_is_read_to_its_end()
    {
        var random = new Random(9);
        for (int round = 0; round < 100; round++)
        {
            byte[] log = Scan.Encode(random, new RandomLog(random).Write());
            LogReaderOptions options = Scan.RandomOptions(random);
            var entries = new List<string>();
            using var stream = new Trickle(log, random);

            LogReader.Read(stream, "a.log", options, new EntryOutput(options, entry => entries.Add(entry.ToString())), 4096);

            Assert.Equal(Scan.ReadWhole(log, options).Count, entries.Count);
        }
    }

    private sealed class Trickle(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, random.Next(1, 100)));
    }
}
