using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;

namespace SmtpLog.Tests.Stress;

/// <summary>One whole line of a text log, read without any code of the product.</summary>
internal sealed partial record LoggedLine(long Counter, int ProcessId, long SessionId, string Body)
{
    /// <summary>The lines of a file, and what is wrong with it: a line that is not whole, an end without a line feed.</summary>
    public static IReadOnlyList<LoggedLine> Read(string path, ICollection<string> problems)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, new UTF8Encoding(false, true));
        return Parse(reader.ReadToEnd(), Path.GetFileName(path), problems);
    }

    public static IReadOnlyList<LoggedLine> Parse(string text, string name, ICollection<string> problems)
    {
        List<LoggedLine> lines = [];
        string[] parts = text.Split('\n');
        for (int i = 0; i < parts.Length - 1; i++)
        {
            if (TryParse(parts[i]) is { } line)
            {
                lines.Add(line);
            }
            else
            {
                problems.Add($"{name}, line {i + 1} is not whole: {parts[i]}");
            }
        }

        if (parts[^1].Length > 0)
        {
            problems.Add($"{name} ends inside a line: {parts[^1]}");
        }

        return lines;
    }

    /// <summary>Null where it is not whole.</summary>
    public static LoggedLine? TryParse(string line)
    {
        var match = Pattern().Match(line);
        return match.Success
            ? new LoggedLine(Number(match, 1), (int)Number(match, 2), Number(match, 3), match.Groups[4].Value)
            : null;
    }

    private static long Number(Match match, int group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d+) \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (\d+) (\d+) (C > ""[^\p{Cc}]*""|S < ""[^\p{Cc}]*""|### SMTP [^\p{Cc}]+)$")]
    private static partial Regex Pattern();
}
