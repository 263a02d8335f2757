using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>The logs of Samples, a folder for each dialect.</summary>
internal static class Sample
{
    private static readonly string s_root = Path.Combine(AppContext.BaseDirectory, "Samples");

    public static IEnumerable<(SmtpLogDialect Dialect, string Name)> All =>
        from folder in Directory.EnumerateDirectories(s_root)
        where Enum.TryParse(Path.GetFileName(folder), out SmtpLogDialect _)
        from file in Directory.EnumerateFiles(folder)
        select (Enum.Parse<SmtpLogDialect>(Path.GetFileName(folder)), Path.GetFileName(file));

    public static byte[] Load(SmtpLogDialect dialect, string name) =>
        File.ReadAllBytes(Path.Combine(s_root, dialect.ToString(), name));

    public static IReadOnlyList<SmtpLogEntry> Read(SmtpLogDialect dialect, string name) => Read(dialect, Load(dialect, name));

    public static IReadOnlyList<SmtpLogEntry> ReadLines(SmtpLogDialect dialect, params string[] lines) =>
        Read(dialect, Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static IReadOnlyList<SmtpLogEntry> Read(SmtpLogDialect dialect, byte[] log)
    {
        var entries = new List<SmtpLogEntry>();
        using var stream = new MemoryStream(log, writable: false);
        LogReader.Read(stream, null, new LogReaderOptions { Dialect = dialect }, entries.Add);
        return entries;
    }

    /// <summary>
    /// All of each entry in a line: <c>line time [process/session] origin code enhanced command stage latency marks | text</c>,
    /// a hyphen for null. The year is left out where the log has none; marks are <c>-</c> continued, <c>!</c> error,
    /// <c>~</c> transient, <c>?</c> recovered.
    /// </summary>
    public static IEnumerable<string> Describe(IEnumerable<SmtpLogEntry> entries, bool hasYear = true) =>
        entries.Select(entry => string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1} [{2}/{3}] {4} {5} {6} {7} {8} {9} {10}| {11}",
            entry.LineNumber,
            entry.Timestamp?.ToString(hasYear ? "yyyy-MM-dd HH:mm:ss.fff" : "MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "-",
            entry.ProcessId?.ToString(CultureInfo.InvariantCulture) ?? "-",
            entry.SessionId ?? "-",
            entry.Origin,
            entry.Code?.ToString(CultureInfo.InvariantCulture) ?? "-",
            entry.EnhancedCode ?? "-",
            entry.Command ?? "-",
            entry.Stage?.ToString() ?? "-",
            entry.Latency is { } latency ? latency.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) + "ms" : "-",
            (entry.IsContinued ? "-" : "") + (entry.IsError ? "!" : "") + (entry.IsTransient ? "~" : "") + (entry.IsRecovered ? "?" : ""),
            entry.Text.Replace("\n", "\\n", StringComparison.Ordinal)).TrimEnd());
}
