using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpLog.PowerShell.Formatting;

/// <summary>The parts of a summary as lines of at most 64 characters, so that its list fits in 80 columns; called from SmtpLog.Format.ps1xml.</summary>
public static class SummaryView
{
    private const int Width = 64;
    private const int Most = 10;

    /// <summary>From when to when the logs are.</summary>
    /// <param name="summary">The summary.</param>
    public static string Period(SmtpLogSummary summary) => summary.Start is null
        ? "no times in the log"
        : $"{EntryView.DateAndTime(summary.Start)} to {EntryView.DateAndTime(summary.End)} ({Time(summary.Duration ?? TimeSpan.Zero)})";

    /// <summary>How the sessions ended.</summary>
    /// <param name="summary">The summary.</param>
    public static string Sessions(SmtpLogSummary summary) => Format(
        "{0}: {1} completed, {2} failed, {3} open, {4} incomplete", summary.Sessions, summary.Completed, summary.Failed, summary.Open, summary.Incomplete);

    /// <summary>What became of the messages.</summary>
    /// <param name="summary">The summary.</param>
    public static string Messages(SmtpLogSummary summary) => Format(
        "{0}: {1} accepted ({2} bytes), {3} refused\n{4} recipient(s), {5} refused",
        summary.Messages, summary.MessagesAccepted, summary.Bytes, summary.MessagesRefused, summary.Recipients, summary.RecipientsRefused);

    /// <summary>The kinds of failures.</summary>
    /// <param name="summary">The summary.</param>
    public static string Kinds(SmtpLogSummary summary) =>
        Lines(summary.FailuresByKind, row => Format("{0,7} {1}", row.Count, row.ErrorKind is { } kind ? kind.ToString() : "unknown"));

    /// <summary>The replies that made sessions fail.</summary>
    /// <param name="summary">The summary.</param>
    public static string Codes(SmtpLogSummary summary) =>
        Lines(summary.FailuresByCode, row => Format("{0,7} {1} {2} {3}", row.Count, row.Code, row.EnhancedCode, row.Reply ?? row.Meaning));

    /// <summary>The servers with their sessions.</summary>
    /// <param name="summary">The summary.</param>
    public static string Servers(SmtpLogSummary summary) => Lines(
        summary.Servers,
        row => Format("{0,-35} {1,9} {2,7} {3,9}", Cut(Name(row.Server, row.Port), 35), row.Sessions, row.Failed, row.MessagesAccepted),
        Format("{0,-35} {1,9} {2,7} {3,9}", string.Empty, "sessions", "failed", "messages"));

    /// <summary>Who was logged in to in which way.</summary>
    /// <param name="summary">The summary.</param>
    public static string Mechanisms(SmtpLogSummary summary) => Lines(
        summary.Mechanisms,
        row => Format("{0,7} {1,-16} {2}{3}", row.Sessions, row.Mechanism, Name(row.Server, row.Port), row.IsBasic ? " (basic)" : string.Empty));

    /// <summary>Who was spoken to in which version of TLS.</summary>
    /// <param name="summary">The summary.</param>
    public static string TlsVersions(SmtpLogSummary summary) => Lines(
        summary.TlsVersions,
        row => Format("{0,7} {1,-16} {2}{3}", row.Sessions, row.Protocol, Name(row.Server, row.Port), row.IsDeprecated ? " (!)" : string.Empty));

    /// <summary>How long answers took.</summary>
    /// <param name="summary">The summary.</param>
    public static string Latencies(SmtpLogSummary summary) => Lines(
        summary.Latencies,
        row => Format("{0,-10} {1,7} {2,8} {3,8} {4,8} {5,8} {6,8}", row.Stage, row.Count, Time(row.P50), Time(row.P90), Time(row.P95), Time(row.P99), Time(row.Maximum)),
        Format("{0,-10} {1,7} {2,8} {3,8} {4,8} {5,8} {6,8}", string.Empty, "count", "p50", "p90", "p95", "p99", "max"));

    /// <summary>When there was most to do.</summary>
    /// <param name="summary">The summary.</param>
    public static string Hours(SmtpLogSummary summary) => Lines(
        [.. summary.BusiestHours.Take(5)],
        row => Format("{0:yyyy-MM-dd HH:mm zzz} {1,9} {2,7} {3,9}", row.Hour, row.Sessions, row.Failed, row.MessagesAccepted),
        Format("{0,-23} {1,9} {2,7} {3,9}", string.Empty, "sessions", "failed", "messages"));

    /// <summary>Where it stood still.</summary>
    /// <param name="summary">The summary.</param>
    public static string Pauses(SmtpLogSummary summary) => Lines(
        [.. summary.LongestPauses.Take(5)],
        row => Format("{0,8} after {1} {2}", Time(row.Duration), row.Origin is { } origin ? EntryView.Who(origin.ToString()) : string.Empty, row.After)
            + "\n" + Tail($"         {row.Path}:{row.LineNumber}"));

    /// <summary>The files, by the end of their names where those are long.</summary>
    /// <param name="summary">The summary.</param>
    public static string Files(SmtpLogSummary summary) =>
        Lines(summary.Files, row => Format("{0,7} {1}", row.Sessions, row.Path is null ? "(pipeline)" : Tail(row.Path, Width - 8)));

    private static string Lines<T>(IReadOnlyList<T> rows, Func<T, string> line, string? heading = null)
    {
        if (rows.Count == 0)
        {
            return "-";
        }

        IEnumerable<string> lines = rows.Take(Most).SelectMany(row => line(row).Split('\n')).Select(text => Cut(text, Width));
        lines = heading is null ? lines : lines.Prepend(heading);
        return string.Join("\n", rows.Count > Most ? lines.Append($"… and {rows.Count - Most} more") : lines);
    }

    private static string Name(string? server, int? port) => (server ?? "unknown") + (port is null ? string.Empty : Format(":{0}", port));

    private static string Format(string format, params object?[] values) => string.Format(CultureInfo.InvariantCulture, format, values);

    private static string Cut(string text, int width)
    {
        string line = text.Replace("\r", string.Empty);
        return line.Length <= width ? line : line.Substring(0, width - 1) + "…";
    }

    private static string Tail(string text, int width = Width) => text.Length <= width ? text : "…" + text.Substring(text.Length - width + 1);

    private static string Time(TimeSpan time) =>
        time.TotalDays >= 2 ? Format("{0:0.#} d", time.TotalDays)
        : time.TotalHours >= 2 ? Format("{0:0.#} h", time.TotalHours)
        : time.TotalMinutes >= 2 ? Format("{0:0.#} min", time.TotalMinutes)
        : time.TotalSeconds >= 10 ? Format("{0:0.#} s", time.TotalSeconds)
        : Format("{0:0.#} ms", time.TotalMilliseconds);
}
