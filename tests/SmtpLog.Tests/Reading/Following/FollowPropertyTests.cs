using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using SmtpLog.Reading;
using SmtpLog.Reading.Following;
using SmtpLog.Tests.Reading.Dialects;
using Xunit;

namespace SmtpLog.Tests.Reading.Following;

/// <summary>Whatever happens to the files, following gives what a plain read of all that was written gives.</summary>
public class FollowPropertyTests
{
    private const int Rounds = 150;

    [Fact]
    public void Appends_splits_renames_numbers_and_cuts_in_any_order_lose_and_double_nothing()
    {
        int compared = 0;
        for (int seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            using var folder = new FollowedFolder();
            var writer = new RandomWriter(random, folder);
            writer.Append();

            folder.Follow(writer.First, [.. Enumerable.Range(0, 30).Select(_ => (Action)writer.Step), writer.End]);

            string[] expected = [.. Expected(writer.Written).Select(Describe)];
            string[] actual = [.. folder.Entries.Select(Describe)];
            Assert.True(expected.SequenceEqual(actual), $"Seed {seed}: missing {string.Join("; ", expected.Except(actual).Take(2))}, too many {string.Join("; ", actual.Except(expected).Take(2))} after {writer}");
            Assert.Empty(folder.Failures);
            compared += actual.Length;
        }

        Assert.True(compared > 50 * Rounds, $"{compared}");
    }

    [Fact]
    public void A_log_in_any_dialect_may_come_in_any_pieces()
    {
        var random = new Random(20261124);
        foreach ((SmtpLogDialect dialect, string name) in Sample.All)
        {
            byte[] log = Sample.Load(dialect, name);
            using var folder = new FollowedFolder();
            folder.AppendBytes(name, []);
            var options = new LogReaderOptions { Dialect = dialect };
            using (var followed = new FollowedLog([folder.File(name)], options, new EntryOutput(options, folder.Entries.Add), (_, reason) => throw reason))
            {
                for (int at = 0; at < log.Length;)
                {
                    int length = Math.Min(random.Next(1, 400), log.Length - at);
                    folder.AppendBytes(name, log.AsSpan(at, length));
                    at += length;
                    followed.ReadOn();
                }

                followed.Complete();
            }

            Assert.Equal(Sample.Describe(Sample.Read(dialect, name)), Sample.Describe(folder.Entries));
        }
    }

    /// <summary>Each piece of the log from its beginning, conversations going on from one to the next.</summary>
    private static List<SmtpLogEntry> Expected(IEnumerable<(string Path, byte[] Content)> written)
    {
        List<SmtpLogEntry> entries = [];
        var conversations = new ConversationTracker();
        foreach ((string path, byte[] content) in written.Where(piece => piece.Content.Length > 0))
        {
            var engine = new LogEngine(path, SmtpLogDialect.SmtpLog, new EntryOutput(new LogReaderOptions(), entries.Add), conversations: conversations);
            using var lines = new LineSplitter(new MemoryStream(content));
            while (lines.TryRead(out ReadOnlySpan<byte> line))
            {
                engine.Line(line);
            }

            engine.Line(lines.TakeRest());
            engine.Finish();
        }

        return entries;
    }

    private static string Describe(SmtpLogEntry entry) => JsonSerializer.Serialize(entry) + entry;
}
