using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Formatting;

/// <summary>The timings of a check as bars; called from SmtpLog.Format.ps1xml.</summary>
public static class TimingsView
{
    private const int BarWidth = 30;

    private static readonly string[] s_stages =
    [
        nameof(SmtpTimings.Resolve), nameof(SmtpTimings.Connect), nameof(SmtpTimings.Greeting), nameof(SmtpTimings.Tls),
        nameof(SmtpTimings.Hello), nameof(SmtpTimings.Auth), nameof(SmtpTimings.Mail), nameof(SmtpTimings.Recipient),
    ];

    /// <summary>A line for each stage that took place, its bar as long as its part of the whole, and one for the sum.</summary>
    /// <param name="timings">The timings, also as a job or a remote session gives them back.</param>
    public static string Bars(object? timings)
    {
        if (timings is null)
        {
            return string.Empty;
        }

        var values = PSObject.AsPSObject(timings);
        var stages = s_stages.Select(stage => new KeyValuePair<string, TimeSpan?>(stage, Value(values, stage))).Where(stage => stage.Value is not null).ToList();
        double longest = stages.Count == 0 ? 0 : stages.Max(stage => stage.Value!.Value.TotalMilliseconds);
        var lines = stages.Select(stage => Line(stage.Key, stage.Value!.Value, Bar(stage.Value.Value.TotalMilliseconds, longest)));
        return string.Join("\n", lines.Append(Line(nameof(SmtpTimings.Total), Value(values, nameof(SmtpTimings.Total)) ?? TimeSpan.Zero, string.Empty)));
    }

    private static TimeSpan? Value(PSObject timings, string stage) => timings.Properties[stage]?.Value as TimeSpan?;

    private static string Line(string stage, TimeSpan time, string bar) =>
        string.Format(CultureInfo.InvariantCulture, "{0,-9} {1,9:0.0} ms {2}", stage, time.TotalMilliseconds, bar).TrimEnd();

    private static string Bar(double time, double longest) =>
        longest <= 0 ? string.Empty : new string('\u2588', Math.Max(1, (int)Math.Round(time / longest * BarWidth)));
}
