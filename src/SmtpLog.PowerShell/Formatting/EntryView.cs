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

    /// <summary>The mark of the log format.</summary>
    /// <param name="origin">Who said it.</param>
    public static string Who(SmtpLogOrigin origin) => origin switch
    {
        SmtpLogOrigin.Client => "C >",
        SmtpLogOrigin.Server => "S <",
        _ => "###",
    };
}
