using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace SmtpLog.Writing.Rotation;

/// <summary>The numbered files of one folder and format: <c>SmtpLog_1.txt</c>, <c>SmtpLog_2.txt</c>…</summary>
internal sealed class LogFileNames(string folder, SmtpLogFormat format)
{
    /// <summary>A file with a higher number is somebody else's: nobody writes so many, and counting has to go on.</summary>
    public const int HighestNumber = 999_999_999;

    private const string Prefix = "SmtpLog_";

    private static readonly SmtpLogFormat[] s_formats = [SmtpLogFormat.Text, SmtpLogFormat.Json];

    public string Folder { get; } = folder;

    private string Extension { get; } = format == SmtpLogFormat.Json ? ".jsonl" : ".txt";

    public string PathOf(int number) => Path.Combine(Folder, Prefix + number.ToString(CultureInfo.InvariantCulture) + Extension);

    /// <summary>Those that a path is one of, and its number; null where it is none of ours.</summary>
    public static LogFileNames? Of(string path, out int number)
    {
        string folder = Path.GetDirectoryName(path) ?? string.Empty;
        foreach (var names in s_formats.Select(format => new LogFileNames(folder, format)))
        {
            number = names.NumberOf(path);
            if (number > 0)
            {
                return names;
            }
        }

        number = 0;
        return null;
    }

    /// <summary>The lowest number above this one of a file that is there; null where there is none.</summary>
    public int? Next(int number)
    {
        try
        {
            return Numbers().Where(other => other > number).Min(other => (int?)other);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is gone, or may not be listed.
            return null;
        }
    }

    /// <summary>The numbers of the files that are there, in no order.</summary>
    public IEnumerable<int> Numbers() => Directory.EnumerateFiles(Folder, Prefix + "*" + Extension)
        .Select(NumberOf)
        .Where(number => number > 0);

    /// <summary>The files that are there in the order of their numbers.</summary>
    public IReadOnlyList<string> Existing() => [.. Numbers().OrderBy(number => number).Select(PathOf)];

    /// <summary>0 for a name that only resembles ours: it is somebody else's, and stays.</summary>
    private int NumberOf(string path)
    {
        string name = Path.GetFileName(path);
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !name.EndsWith(Extension, StringComparison.Ordinal))
        {
            return 0;
        }

        string digits = name.Substring(Prefix.Length, name.Length - Prefix.Length - Extension.Length);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= HighestNumber && PathOf(number).EndsWith(name, StringComparison.Ordinal)
            ? number
            : 0;
    }
}
