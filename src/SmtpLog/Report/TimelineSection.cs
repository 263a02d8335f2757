using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpLog.Report;

/// <summary>The plot of sessions over time, and the same as a table for whoever does not see it.</summary>
internal static class TimelineSection
{
    public static void Write(Html html, Timeline timeline)
    {
        IReadOnlyList<KeyValuePair<long, long[]>> steps = timeline.Steps();
        if (steps.Count == 0)
        {
            return;
        }

        html.AddOwn("<h3>Sessions over time</h3>\n");
        html.AddOwn("<div id=\"timeline\" role=\"img\" aria-label=\"Sessions over time by outcome, as bars; the table below says the same.\"></div>\n");
        html.Add($"<details id=\"timeline-table\"><summary>As a table, in steps of {Length(timeline.Step)}</summary>\n");
        html.AddOwn("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Sessions over time\"><table><thead><tr><th scope=\"col\">From (UTC)</th>");
        foreach (SmtpSessionOutcome outcome in Enum.GetValues(typeof(SmtpSessionOutcome)).Cast<SmtpSessionOutcome>())
        {
            html.Add($"<th scope=\"col\">{outcome}</th>");
        }

        html.AddOwn("</tr></thead><tbody>\n");
        foreach (var step in steps.Where(step => step.Value.Any(count => count > 0)))
        {
            html.Add($"<tr><th scope=\"row\">{Wording.Time(DateTimeOffset.FromUnixTimeSeconds(step.Key))}</th>");
            foreach (long count in step.Value)
            {
                html.Add($"<td>{Wording.Number(count)}</td>");
            }

            html.AddOwn("</tr>\n");
        }

        html.AddOwn("</tbody></table></div></details>\n<script type=\"application/json\" id=\"steps\">");
        html.AddOwn(Data(timeline.Step, steps));
        html.AddOwn("</script>\n");
    }

    /// <summary>Numbers alone, so that nothing needs to be escaped.</summary>
    private static string Data(long step, IReadOnlyList<KeyValuePair<long, long[]>> steps)
    {
        IEnumerable<string> rows = steps.Select(one => $"[{string.Join(",", new[] { one.Key }.Concat(one.Value).Select(Text))}]");
        return $"{{\"step\":{Text(step)},\"steps\":[{string.Join(",", rows)}]}}";
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Length(long seconds) => seconds switch
    {
        < 60 => Wording.Plural(seconds, "second"),
        < 3600 => Wording.Plural(seconds / 60, "minute"),
        < 86400 => Wording.Plural(seconds / 3600, "hour"),
        _ => Wording.Plural(seconds / 86400, "day"),
    };
}
