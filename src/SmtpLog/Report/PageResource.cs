using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace SmtpLog.Report;

/// <summary>A script or style of the page, from this assembly, and what its Content-Security-Policy says of it.</summary>
internal sealed class PageResource
{
    private PageResource(params string[] names)
    {
        Text = string.Concat(names.Select(Read));
        using var algorithm = SHA256.Create();
        Hash = $"'sha256-{Convert.ToBase64String(algorithm.ComputeHash(Encoding.UTF8.GetBytes(Text)))}'";
    }

    /// <summary>The libraries and then the page's own script, each a script element of its own.</summary>
    public static PageResource[] Scripts { get; } =
    [
        new("Libraries.preact.min.umd.js"),
        new("Libraries.uPlot.iife.min.js"),
        new("Page.data.js", "Page.format.js", "Page.filter.js", "Page.search.js", "Page.diagram.js", "Page.session.js", "Page.list.js", "Page.timeline.js", "Page.page.js"),
    ];

    public static PageResource[] Styles { get; } =
    [
        new("Libraries.uPlot.min.css"),
        new("Page.theme.css", "Page.overview.css", "Page.sessions.css", "Page.diagram.css", "Page.print.css"),
    ];

    public string Text { get; }

    /// <summary>As a source expression (CSP level 3, section 2.3.1).</summary>
    public string Hash { get; }

    private static string Read(string name)
    {
        using Stream stream = typeof(PageResource).Assembly.GetManifestResourceStream("SmtpLog.Report." + name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // The parser of HTML makes one line feed of a CR LF, and the hash is of what it makes.
        string text = reader.ReadToEnd().Replace("\r\n", "\n");

        // A source map is no part of the page, and a debugger would look for it.
        int map = text.LastIndexOf("//# sourceMappingURL=", StringComparison.Ordinal);
        return map < 0 ? text : text.Substring(0, map);
    }
}
