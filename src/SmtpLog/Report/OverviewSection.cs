using System;
using System.Linq;

namespace SmtpLog.Report;

/// <summary>What was read and how it went, in a few numbers.</summary>
internal static class OverviewSection
{
    private const int MostPaths = 20;

    public static void Write(Html html, ReportTotals totals, DateTimeOffset written)
    {
        html.AddOwn("<section id=\"overview\" aria-labelledby=\"overview-title\" tabindex=\"-1\">\n<h2 id=\"overview-title\" class=\"hidden\">Overview</h2>\n");
        html.Add($"<p class=\"period\">{Wording.Period(totals.First, totals.Last)}</p>\n");
        Verdict(html, totals);
        html.AddOwn("<dl class=\"figures\">\n");
        Figure(html, "Sessions", Wording.Number(totals.Sessions), string.Empty);
        Figure(html, "Failed", Wording.Number(totals[SmtpSessionOutcome.Failed]), Share(totals), totals[SmtpSessionOutcome.Failed] > 0 ? "bad" : "good");
        Figure(html, "Messages accepted", Wording.Number(totals.Accepted), totals.NotAccepted == 0 ? string.Empty : $"{Wording.Number(totals.NotAccepted)} not");
        Figure(html, "Recipients accepted", Wording.Number(totals.RecipientsAccepted), totals.RecipientsRefused == 0 ? string.Empty : $"{Wording.Number(totals.RecipientsRefused)} refused");
        Figure(html, "Mail accepted", Wording.Bytes(totals.MessageBytes), string.Empty);
        html.AddOwn("</dl>\n");
        Outcomes(html, totals);
        Source(html, totals, written);
    }

    private static void Verdict(Html html, ReportTotals totals)
    {
        long failed = totals[SmtpSessionOutcome.Failed];
        if (totals.Sessions == 0)
        {
            html.AddOwn("<p class=\"verdict\">There were no sessions in what was read.</p>\n");
        }
        else if (failed == 0)
        {
            html.Add($"<p class=\"verdict good\">No session failed.</p>\n");
        }
        else
        {
            var kind = totals.Kinds.Ranked[0];
            string name = Wording.Kind(kind.Key).ToLowerInvariant();
            html.Add($"<p class=\"verdict bad\">{Wording.Number(failed)} of {Wording.Plural(totals.Sessions, "session")} failed, most often: {name} ({Wording.Number(kind.Value)}).</p>\n");
        }
    }

    private static string Share(ReportTotals totals) => totals.Sessions == 0
        ? string.Empty
        : (100.0 * totals[SmtpSessionOutcome.Failed] / totals.Sessions).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) + " %";

    private static void Figure(Html html, string name, string value, string note, string mark = "plain")
    {
        html.Add($"<div class=\"figure {mark}\"><dt>{name}</dt><dd>{value}");
        if (note.Length > 0)
        {
            html.Add($" <small>{note}</small>");
        }

        html.AddOwn("</dd></div>\n");
    }

    private static void Outcomes(Html html, ReportTotals totals)
    {
        html.AddOwn("<ul class=\"outcomes\" aria-label=\"Sessions by outcome\">\n");
        foreach (SmtpSessionOutcome outcome in Enum.GetValues(typeof(SmtpSessionOutcome)).Cast<SmtpSessionOutcome>())
        {
            html.Add($"<li><a href=\"#outcome={outcome}\"><span class=\"swatch {outcome}\" data-outcome=\"{(int)outcome}\"></span>{outcome} <strong>{Wording.Number(totals[outcome])}</strong></a></li>\n");
        }

        html.AddOwn("</ul>\n");
    }

    private static void Source(Html html, ReportTotals totals, DateTimeOffset written)
    {
        html.Add($"<details class=\"source\"><summary>{(totals.Paths.Count == 0 ? "Read from the pipeline" : Wording.Plural(totals.Paths.Count, "log file"))}; written {Wording.Time(written)} UTC</summary>\n<ul>\n");
        foreach (string path in totals.Paths.Take(MostPaths))
        {
            html.Add($"<li><code>{path}</code></li>\n");
        }

        if (totals.Paths.Count > MostPaths)
        {
            html.Add($"<li>and {Wording.Number(totals.Paths.Count - MostPaths)} more</li>\n");
        }

        html.AddOwn("</ul></details>\n");
    }
}
