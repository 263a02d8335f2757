using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>The names of MAML's elements, and its paragraphs.</summary>
internal static class Maml
{
    /// <summary>What is left of 79 columns behind Get-Help's indentation by 4.</summary>
    public const int Indented = 75;

    /// <summary>And by 8.</summary>
    public const int TwiceIndented = 71;

    public static XName Items { get; } = XName.Get("helpItems", "http://msh");

    public static XNamespace Text { get; } = "http://schemas.microsoft.com/maml/2004/10";

    public static XNamespace Command { get; } = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    public static XNamespace Dev { get; } = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XElement Para(string text) => new(Text + "para", text);

    public static IEnumerable<XElement> Paras(IEnumerable<HelpText> texts, int width) => texts.Select(text => Para(text.Wrap(width)));
}
