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

    /// <summary>A check's line for monitoring without its performance data.</summary>
    /// <param name="statusText">The line.</param>
    public static string Words(string? statusText)
    {
        int bar = statusText?.IndexOf(" | ", StringComparison.Ordinal) ?? -1;
        return bar < 0 ? statusText ?? string.Empty : statusText!.Substring(0, bar);
    }

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

    /// <summary>Why a session failed, or how many messages it had.</summary>
    /// <param name="errorKind">Why it failed; empty where it did not.</param>
    /// <param name="reply">The server's words.</param>
    /// <param name="messages">How many messages it had.</param>
    public static string Reason(string? errorKind, string? reply, int messages) =>
        !string.IsNullOrEmpty(errorKind) ? OneLine($"{errorKind}: {reply}")
        : messages == 1 ? "1 message"
        : string.Format(CultureInfo.InvariantCulture, "{0} messages", messages);

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
