using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Report;

/// <summary>Each kind of failure once: what it means, its cause, what to do, and what was said.</summary>
internal static class FailureSection
{
    private const int MostCards = 100;

    public static void Write(Html html, IReadOnlyList<FailureGroup> groups)
    {
        html.AddOwn("<section id=\"failures\" aria-labelledby=\"failures-title\" tabindex=\"-1\">\n<h2 id=\"failures-title\">Failures</h2>\n");
        if (groups.Count == 0)
        {
            html.AddOwn("<p>None.</p>\n");
        }

        foreach (FailureGroup group in groups.Take(MostCards))
        {
            Card(html, group);
        }

        if (groups.Count > MostCards)
        {
            html.Add($"<p class=\"note\">{Wording.Plural(groups.Count - MostCards, "rarer failure")} are in the list of sessions only.</p>\n");
        }

        html.AddOwn("</section>\n");
    }

    private static void Card(Html html, FailureGroup group)
    {
        string kind = Wording.Kind(group.Kind?.ToString() ?? Wording.UnknownKind);
        html.Add($"<article class=\"card\">\n<header><h3>{kind}</h3>\n<ul class=\"tags\"><li class=\"count\">{Wording.Plural(group.Count, "session")}</li><li>{group.Server}</li><li><code>{group.Code}</code></li>");
        if (group.Stage is { } stage)
        {
            html.Add($"<li>at {stage}</li>");
        }

        if (group.IsTransient)
        {
            html.AddOwn("<li class=\"soft\">may pass by itself</li>");
        }

        html.AddOwn("</ul></header>\n");
        if (!string.IsNullOrWhiteSpace(group.Reply))
        {
            html.Add($"<blockquote><p>{group.Reply}</p></blockquote>\n");
        }

        Diagnosis(html, group.Diagnosis);
        Excerpt(html, group.Excerpt);
        html.Add($"<footer>{When(group)}<a class=\"button\" href=\"#session-{group.Example}\">Open the first conversation</a>");
        if (group.Count > 1)
        {
            html.Add($" <a class=\"button\" href=\"#{Query(group)}\">Show all {Wording.Number(group.Count)}</a>");
        }

        html.AddOwn("</footer>\n</article>\n");
    }

    private static void Diagnosis(Html html, SmtpDiagnosis? diagnosis)
    {
        if (diagnosis is null)
        {
            return;
        }

        html.Add($"<dl class=\"diagnosis\"><div><dt>Meaning</dt><dd>{diagnosis.Meaning}</dd></div>");
        if (diagnosis.Cause is not null)
        {
            html.Add($"<div><dt>Likely cause</dt><dd>{diagnosis.Cause}</dd></div>");
        }

        if (diagnosis.Advice is not null)
        {
            html.Add($"<div class=\"advice\"><dt>What to do</dt><dd>{diagnosis.Advice}</dd></div>");
        }

        html.AddOwn("</dl>\n");
    }

    private static void Excerpt(Html html, IReadOnlyList<KeyValuePair<SmtpLogOrigin, string>> lines)
    {
        html.AddOwn("<details class=\"excerpt\"><summary>What was said last</summary>\n<ol>\n");
        foreach (var line in lines)
        {
            html.Add($"<li class=\"{line.Key}\"><span class=\"who\">{line.Key}</span> <code>{line.Value}</code></li>\n");
        }

        html.AddOwn("</ol></details>\n");
    }

    private static string When(FailureGroup group) => (group.First, group.Last) switch
    {
        (null, _) or (_, null) => string.Empty,
        ({ } first, { } last) when first == last => $"{Wording.Time(first)} UTC ",
        ({ } first, { } last) => $"{Wording.Time(first)} to {Wording.Time(last)} UTC ",
    };

    private static string Query(FailureGroup group)
    {
        string kind = group.Kind?.ToString() ?? Wording.UnknownKind;
        return $"kind={kind}&code={Uri.EscapeDataString(SafeText.Clean(group.Code))}&server={Uri.EscapeDataString(SafeText.Clean(group.Server))}";
    }
}
