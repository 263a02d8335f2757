using System.Linq;

namespace SmtpLog.Report;

/// <summary>What stands around the sections of the page: its head, the place of the list, its scripts.</summary>
internal static class PageFrame
{
    public static void Head(Html html, string title)
    {
        html.AddOwn("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.AddOwn($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy()}\">\n");
        html.AddOwn("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"SmtpLog\">\n");
        html.Add($"<title>{title}</title>\n");
        foreach (PageResource style in PageResource.Styles)
        {
            html.AddOwn("<style>" + style.Text + "</style>\n");
        }

        html.AddOwn("</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header class=\"top\">\n<div class=\"bar\">\n");
        html.Add($"<h1 id=\"title\">{title}</h1>\n");
        html.AddOwn("<nav aria-label=\"Sections\"><a href=\"#overview\">Overview</a> <a href=\"#failures\">Failures</a> <a href=\"#sessions\">Sessions</a></nav>\n<button type=\"button\" id=\"theme\" hidden></button>\n</div>\n</header>\n<main id=\"main\" tabindex=\"-1\">\n");
    }

    public static void Sessions(Html html, long count)
    {
        html.AddOwn("<section id=\"sessions\" aria-labelledby=\"sessions-title\" tabindex=\"-1\">\n<h2 id=\"sessions-title\">Sessions</h2>\n");
        html.Add($"<noscript><p class=\"note\">The list of all {Wording.Number(count)} sessions with their conversations needs JavaScript, which is switched off here. The overview and the failures above are complete without it.</p></noscript>\n");
        html.AddOwn("<div id=\"list\"></div>\n</section>\n</main>\n");
        html.AddOwn("<footer>Made by SmtpLog with <span translate=\"no\">Preact</span> and <span translate=\"no\">uPlot</span> inside (MIT License). This page loads nothing from the network. Times are UTC.</footer>\n");
    }

    public static void Scripts(Html html)
    {
        foreach (PageResource script in PageResource.Scripts)
        {
            html.AddOwn("<script>" + script.Text + "</script>\n");
        }

        html.AddOwn("</body>\n</html>\n");
    }

    /// <summary>Nothing but the page's own scripts and styles, known by their hashes (CSP level 3); no text may become HTML.</summary>
    private static string Policy() => string.Join("; ",
        "default-src 'none'",
        "script-src " + Hashes(PageResource.Scripts),
        "style-src " + Hashes(PageResource.Styles),
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'");

    private static string Hashes(PageResource[] resources) => string.Join(" ", resources.Select(resource => resource.Hash));
}
