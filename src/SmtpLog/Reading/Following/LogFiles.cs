using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.Reading.Following;

/// <summary>Which files are one log.</summary>
internal static class LogFiles
{
    // Clocks of file systems are as coarse as this.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    private static readonly StringComparer s_names = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>
    /// Each file a log of its own, once; but the numbered files of Start-SmtpLog in one folder are one, whose numbers may
    /// have begun anew: then those above the one that was written last are older.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Group(IEnumerable<string> files) =>
    [
        .. files.Select(Path.GetFullPath).Distinct(s_names)
            .GroupBy(file => LogFileNames.Of(file, out int _)?.PathOf(0) ?? file)
            .Select(log => log.Count() == 1 ? log.ToList() : InOrder(log)),
    ];

    /// <summary>The file with the next number after this one; null where there is none, or an earlier run has left it.</summary>
    public static string? Next(string file)
    {
        if (LogFileNames.Of(file, out int number) is not { } names || names.Next(number) is not { } next)
        {
            return null;
        }

        string path = names.PathOf(next);
        return !File.Exists(file) || File.GetLastWriteTimeUtc(path) >= File.GetLastWriteTimeUtc(file) - s_grace ? path : null;
    }

    private static List<string> InOrder(IEnumerable<string> files)
    {
        var byNumber = files.OrderBy(Number).ToList();
        DateTime newest = byNumber.Max(File.GetLastWriteTimeUtc);
        int last = byNumber.FindLastIndex(file => File.GetLastWriteTimeUtc(file) >= newest - s_grace);
        return [.. byNumber.Skip(last + 1), .. byNumber.Take(last + 1)];
    }

    private static int Number(string file)
    {
        LogFileNames.Of(file, out int number);
        return number;
    }
}
