using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace SmtpLog.Writing.Rotation;

/// <summary>The numbered files of one folder and format: <c>SmtpLog_1.txt</c>, <c>SmtpLog_2.txt</c>…</summary>
internal sealed class LogFileNames(string folder, SmtpLogFormat format)
{
    private const string Prefix = "SmtpLog_";

    public string Folder { get; } = folder;

    private string Extension { get; } = format == SmtpLogFormat.Json ? ".jsonl" : ".txt";

    public string PathOf(int number) => Path.Combine(Folder, Prefix + number.ToString(CultureInfo.InvariantCulture) + Extension);

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
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && PathOf(number).EndsWith(name, StringComparison.Ordinal)
            ? number
            : 0;
    }
}
