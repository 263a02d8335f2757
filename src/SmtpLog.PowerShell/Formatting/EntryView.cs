using System;
using System.Globalization;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Formatting;

/// <summary>
/// What the views of entries ask for; called from SmtpLog.Format.ps1xml. It takes what a job or a remote session has made
/// of the values too, an enumeration by its name.
/// </summary>
public static class EntryView
{
    /// <summary>The local time of day, to the millisecond; empty where the log has none.</summary>
    /// <param name="time">The time.</param>
    public static string Time(object? time) => Local(time, "HH:mm:ss.fff");

    /// <summary>The local date and time, to the second; empty where the log has none.</summary>
    /// <param name="time">The time.</param>
    public static string DateAndTime(object? time) => Local(time, "yyyy-MM-dd HH:mm:ss");

    /// <summary>The local time and day of the year, to the second; empty where the log has none.</summary>
    /// <param name="time">The time.</param>
    public static string DayAndTime(object? time) => Local(time, "MM-dd HH:mm:ss");

    /// <summary>The mark of the log format.</summary>
    /// <param name="origin">Who said it.</param>
    public static string Who(string? origin) => origin switch
    {
        nameof(SmtpLogOrigin.Client) => "C >",
        nameof(SmtpLogOrigin.Server) => "S <",
        _ => "###",
    };

    /// <summary>A record of several lines as one, so that it stays in its row.</summary>
    /// <param name="text">The text.</param>
    public static string OneLine(string? text) => text?.Replace("\r\n", "\n").Replace("\n", " / ") ?? string.Empty;

    private static string Local(object? time, string format)
    {
        object? value = time is PSObject { BaseObject: PSCustomObject } kept ? kept.Properties["LocalDateTime"]?.Value : time;
        return (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            DateTimeOffset exact => exact.ToLocalTime().ToString(format, CultureInfo.InvariantCulture),
            DateTime local => local.ToString(format, CultureInfo.InvariantCulture),
            _ => string.Empty,
        };
    }
}
