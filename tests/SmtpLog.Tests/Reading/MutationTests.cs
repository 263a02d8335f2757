using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading;

/// <summary>Whatever happens to a log, reading it does not fail, and all that is not blank comes out again, in its order.</summary>
public class MutationTests
{
    private const int Rounds = 20_000;

    private static readonly byte[][] s_samples =
    [
        SampleLogs.Clean,
        SampleLogs.AsPublished,
        Encoding.UTF8.GetBytes(Transcript.Of(
            "1:# SMTP Connecting to 'a' at port 25.", "2:# SMTP Connected to 'a' at port 25. (Secure) remote=1.2.3.4:25", "1:S 220 a",
            "1:C EHLO x", "1:S 250-a", "1:S 250 CHUNKING", "1:C MAIL FROM:<a@b>", "1:C RCPT TO:<c@d>", "1:C DATA", "1:S 250 2.1.0 \"ok\"",
            "1:S 250 2.1.5 ok", "1:S 354 go", "1:C Subject: größer", "1:C .", "1:S 451 4.3.0 later", "1:C BDAT 12 LAST", "1:C \u2409abcdefg",
            "1:# SMTP Message content 7 bytes not logged.", "1:S 250 ok", "1:# SMTP Error. kind=ConnectionLost stage=Data message=\"he said \"\"no\"\"\"",
            "2:C AUTH LOGIN", "2:S 334 VXNlcm5hbWU6", "2:C ****************", "1:# SMTP Connection closed. messages=1")),
    ];

    [Fact]
    public void No_mutation_throws_or_loses_anything()
    {
        var random = new Random(20261124);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] log = Mutate(random, s_samples[random.Next(s_samples.Length)]);
            string expected = Text.WithoutBlanks(log);

            string actual = Text.WithoutBlanks(LogReader.ReadAll(log));

            Assert.True(expected == actual, $"Round {round}: {Convert.ToBase64String(log)}");
        }
    }

    [Fact]
    public void No_mutation_of_UTF_16_throws_or_loses_anything()
    {
        var random = new Random(16);
        for (int round = 0; round < Rounds / 10; round++)
        {
            string text = Encoding.UTF8.GetString(Mutate(random, s_samples[random.Next(s_samples.Length)]));
            Encoding encoding = random.Next(2) == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode;

            IReadOnlyList<SmtpLogEntry> entries = LogReader.ReadAll([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

            Assert.True(Text.WithoutBlanks(text) == Text.WithoutBlanks(entries), $"Round {round}: {text}");
        }
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

    internal static byte[] Mutate(Random random, byte[] sample)
    {
        var lines = Encoding.Latin1.GetString(sample).Split('\n').ToList();
        for (int mutations = random.Next(1, 6); mutations > 0; mutations--)
        {
            int at = random.Next(lines.Count);
            string line = lines[at];
            int cut = random.Next(line.Length + 1);
            switch (random.Next(11))
            {
                case 0:
                    lines[at] = line[..cut];
                    break;
                case 1:
                    lines[at] = line[cut..];
                    break;
                case 2:
                    lines[at] = line.Insert(cut, line);
                    break;
                case 3 when at + 1 < lines.Count:
                    lines[at] += lines[at + 1];
                    lines.RemoveAt(at + 1);
                    break;
                case 4:
                    lines[at] = line[..cut] + lines[random.Next(lines.Count)];
                    break;
                case 5:
                    lines[at] = line.Insert(cut, ((char)random.Next(256)).ToString());
                    break;
                case 6:
                    lines[at] = line.Insert(cut, new string('\0', random.Next(1, 9)));
                    break;
                case 7:
                    lines[at] = line.Insert(cut, "\n");
                    break;
                case 8:
                    lines[at] = line + "\r";
                    break;
                case 9:
                    lines[at] = line.Insert(cut, "\"");
                    break;
                default:
                    lines.Insert(at, lines[random.Next(lines.Count)]);
                    break;
            }
        }

        byte[] mutated = Encoding.Latin1.GetBytes(string.Join('\n', lines));
        return random.Next(8) == 0 ? [.. Encoding.UTF8.GetPreamble(), .. mutated] : mutated;
    }
}
