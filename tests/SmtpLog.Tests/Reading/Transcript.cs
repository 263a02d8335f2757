using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SmtpLog.Reading;

namespace SmtpLog.Tests.Reading;

/// <summary>
/// Logs in shorthand: <c>C EHLO x</c>, <c>S 250 ok</c>, <c># SMTP Connecting…</c>, of session 1 unless a number and a
/// colon stand in front. Ten milliseconds pass from line to line.
/// </summary>
internal static class Transcript
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 2, 23, 31, TimeSpan.Zero);

    public static string Line(int counter, string shorthand)
    {
        int colon = shorthand.IndexOf(':', StringComparison.Ordinal);
        bool hasSession = colon == 1 && char.IsDigit(shorthand[0]);
        string session = hasSession ? shorthand[..colon] : "1";
        string said = hasSession ? shorthand[2..] : shorthand;
        string body = said[0] switch
        {
            'C' => $"C > \"{said[2..]}\"",
            'S' => $"S < \"{said[2..]}\"",
            _ => "###" + said[1..],
        };
        string time = Start.AddMilliseconds(10 * counter).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return $"{counter} {time} 4711 {session} {body}";
    }

    public static string Of(params string[] shorthand) =>
        string.Concat(shorthand.Select((line, index) => Line(index + 1, line) + "\n"));

    public static IReadOnlyList<SmtpLogEntry> Read(params string[] shorthand) => Parse(Of(shorthand));

    public static IReadOnlyList<SmtpLogEntry> Parse(string log) => LogReader.ReadAll(Encoding.UTF8.GetBytes(log));

    /// <summary>Command and stage of each entry, <c>-</c> for null.</summary>
    public static IEnumerable<string> Summary(IEnumerable<SmtpLogEntry> entries) =>
        entries.Select(entry => $"{entry.Command ?? "-"} {entry.Stage?.ToString() ?? "-"}");
}
