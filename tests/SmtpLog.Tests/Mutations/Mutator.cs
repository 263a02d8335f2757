using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SmtpLog.Tests.Mutations;

/// <summary>Does to a log what crashes, editors, shells, disks and attackers do.</summary>
internal static class Mutator
{
    private const string AnyByte = "any";

    /// <summary>Between one and five changes of lines, and at times one of the whole.</summary>
    public static byte[] Mutate(Random random, byte[] sample) => Mutate(random, sample, []);

    /// <param name="random">Decides what.</param>
    /// <param name="sample">The log.</param>
    /// <param name="others">Logs whose lines may come between.</param>
    public static byte[] Mutate(Random random, byte[] sample, IReadOnlyList<byte[]> others)
    {
        var lines = Encoding.Latin1.GetString(sample).Split('\n').ToList();
        for (int mutations = random.Next(1, 6); mutations > 0; mutations--)
        {
            MutateLine(random, lines, random.Next(lines.Count), others);
        }

        return MutateWhole(random, Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    /// <summary>Makes one line of the log so long.</summary>
    public static byte[] Inflate(Random random, byte[] sample, int length)
    {
        string[] lines = Encoding.Latin1.GetString(sample).Split('\n');
        int at = random.Next(lines.Length);
        string line = lines[at];
        string filling = random.Next(4) switch
        {
            0 => "x",
            1 => line.Length == 0 ? " " : line,
            2 => new string([.. Enumerable.Range(0, 997).Select(_ => (char)random.Next(' ', 256))]),
            _ => " \"",
        };
        var text = new StringBuilder(line, 0, random.Next(line.Length + 1), length + line.Length);
        while (text.Length < length)
        {
            text.Append(filling);
        }

        lines[at] = text.Append(line).ToString();
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static void MutateLine(Random random, List<string> lines, int at, IReadOnlyList<byte[]> others)
    {
        string line = lines[at];
        int cut = random.Next(line.Length + 1);
        switch (random.Next(16))
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
            case 10:
                lines.RemoveAt(at);
                lines.Insert(random.Next(lines.Count + 1), line);
                break;
            case 11:
                lines[at] = line.Insert(cut, RandomText(random));
                break;
            case 12 when line.Length > 0:
                lines[at] = line.Remove(Math.Min(cut, line.Length - 1), 1);
                break;
            case 13 when others.Count > 0:
                string[] foreign = Encoding.Latin1.GetString(others[random.Next(others.Count)]).Split('\n');
                lines.Insert(at, foreign[random.Next(foreign.Length)]);
                break;
            case 14:
                lines[at] = line.Insert(cut, "\u00EF\u00BB\u00BF");
                break;
            default:
                lines.Insert(at, lines[random.Next(lines.Count)]);
                break;
        }
    }

    private static byte[] MutateWhole(Random random, byte[] log)
    {
        switch (random.Next(24))
        {
            case 0:
                return [.. Encoding.UTF8.GetPreamble(), .. log];
            case 1:
                return log[random.Next(log.Length + 1)..];
            case 2:
                return log[..random.Next(log.Length + 1)];
            case 3:
                return [.. log, .. log];
            case 4:
                return Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(log).Replace("\n", "\r\n", StringComparison.Ordinal));
            case 5:
                return Encoding.Latin1.GetBytes(string.Concat(Encoding.Latin1.GetString(log).Select(letter => letter == '\n' && random.Next(2) == 0 ? "\r\n" : letter.ToString())));
            default:
                return log;
        }
    }

    private static string RandomText(Random random)
    {
        string[] pieces = ["\"", "'", "\\", "\t", " - ", "<", ">", "250 ", "535-", "{", "}", "\\n", "\\x0", "&lt;", "<br>", "=> ", "*** ", "[nl]", "\u00C3", "\u00E2\u0090\u0081", "\r", AnyByte];
        var text = new StringBuilder();
        for (int length = random.Next(1, 6); length > 0; length--)
        {
            string piece = pieces[random.Next(pieces.Length)];
            text.Append(piece == AnyByte ? ((char)random.Next(256)).ToString() : piece);
        }

        return text.ToString();
    }
}
