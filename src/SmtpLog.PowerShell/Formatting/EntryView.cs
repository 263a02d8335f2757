using System;
using System.Globalization;

namespace SmtpLog.PowerShell.Formatting;

/// <summary>What the views of entries ask for; called from SmtpLog.Format.ps1xml.</summary>
public static class EntryView
{
    /// <summary>The local time of day, to the millisecond; empty where the log has none.</summary>
    /// <param name="time">The time.</param>
    public static string Time(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The local date and time, to the second; empty where the log has none.</summary>
    /// <param name="time">The time.</param>
    public static string DateAndTime(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>A check's line for monitoring without its performance data.</summary>
    /// <param name="statusText">The line.</param>
    public static string Words(string statusText)
    {
        int bar = statusText.IndexOf(" | ", StringComparison.Ordinal);
        return bar < 0 ? statusText : statusText.Substring(0, bar);
    }

    /// <summary>The mark of the log format.</summary>
    /// <param name="origin">Who said it.</param>
    public static string Who(SmtpLogOrigin origin) => origin switch
    {
        SmtpLogOrigin.Client => "C >",
        SmtpLogOrigin.Server => "S <",
        _ => "###",
    };
}
