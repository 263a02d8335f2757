using System;
using System.Globalization;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>
/// An entry as one line: line number, time (as it was on the clock that wrote it), process, session, origin, code (with
/// <c>+</c> where the reply goes on), enhanced code, command, stage, marks, and the text behind a bar, with its line ends
/// visible.
/// </summary>
internal static class EntryLine
{
    public static string Of(SmtpLogEntry entry)
    {
        string time = entry.Timestamp?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) ?? "-";
        string code = entry.Code is { } number ? $"{number}{(entry.IsContinued ? "+" : string.Empty)}" : "-";
        string marks = (entry.IsError ? "error " : string.Empty) + (entry.IsTransient ? "transient " : string.Empty)
            + (entry.IsRecovered ? "recovered " : string.Empty);
        string process = entry.ProcessId?.ToString(CultureInfo.InvariantCulture) ?? "-";
        string text = entry.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return $"{entry.LineNumber} {time} {process} {entry.SessionId ?? "-"} {entry.Origin} {code} {entry.EnhancedCode ?? "-"} "
            + $"{entry.Command ?? "-"} {entry.Stage?.ToString() ?? "-"} {marks}| {text}";
    }
}
