using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpLog.Report;

/// <summary>The failures by kind, code and server; each row leads to its sessions.</summary>
internal static class BreakdownSection
{
    private const int MostRows = 8;

    public static void Write(Html html, ReportTotals totals)
    {
        if (totals[SmtpSessionOutcome.Failed] > 0)
        {
            html.AddOwn("<div class=\"breakdowns\">\n");
            Table(html, "Failures by kind", "kind", totals.Kinds.Ranked);
            Table(html, "Failures by code", "code", totals.Codes.Ranked);
            Table(html, "Failures by server", "server", totals.Servers.Ranked);
            html.AddOwn("</div>\n");
        }

        html.AddOwn("</section>\n");
    }

    private static void Table(Html html, string heading, string filter, IReadOnlyList<KeyValuePair<string, long>> rows)
    {
        html.Add($"<div class=\"breakdown\"><h3>{heading}</h3>\n<ul>\n");
        long most = rows[0].Value;
        foreach (var row in rows.Take(MostRows))
        {
            string name = filter == "kind" ? Wording.Kind(row.Key) : row.Key;
            html.Add($"<li><a href=\"#{filter}={Uri.EscapeDataString(SafeText.Clean(row.Key))}\"><span class=\"name\">{name}</span> <strong>{Wording.Number(row.Value)}</strong><meter min=\"0\" max=\"{Text(most)}\" value=\"{Text(row.Value)}\" aria-hidden=\"true\"></meter></a></li>\n");
        }

        html.AddOwn("</ul>\n");
        if (rows.Count > MostRows)
        {
            html.Add($"<p class=\"more\">and {Wording.Plural(rows.Count - MostRows, "other")}</p>\n");
        }

        html.AddOwn("</div>\n");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
