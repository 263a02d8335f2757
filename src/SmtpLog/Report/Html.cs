using System;
using System.Globalization;
using System.IO;
using System.Net;

namespace SmtpLog.Report;

/// <summary>Writes HTML whose tags are in the program and whose text is not: what fills a hole is always encoded.</summary>
internal sealed class Html(TextWriter writer)
{
    /// <summary>A piece of HTML; each argument is text, or becomes it.</summary>
    public void Add(FormattableString html)
    {
        object?[] arguments = html.GetArguments();
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = WebUtility.HtmlEncode(SafeText.Clean(Convert.ToString(arguments[i], CultureInfo.InvariantCulture)));
        }

        writer.Write(html.Format, arguments);
    }

    /// <summary>A piece of HTML without holes, which is the program's own.</summary>
    public void AddOwn(string html) => writer.Write(html);
}
