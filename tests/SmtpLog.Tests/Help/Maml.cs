using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace SmtpLog.Tests.Help;

/// <summary>Finds elements by their names alone: MAML has one namespace too many to tell them apart by.</summary>
internal static class Maml
{
    public static IEnumerable<XElement> All(XElement from, params string[] path) =>
        path.Aggregate<string, IEnumerable<XElement>>([from], (elements, name) => elements.Elements().Where(element => element.Name.LocalName == name));

    public static XElement One(XElement from, params string[] path) => All(from, path).First();

    /// <summary>The paragraphs of a text; the empty one that only makes room is none.</summary>
    public static IReadOnlyList<string> Paragraphs(XElement text) => [.. All(text, "para").Select(para => para.Value).Where(para => para.Length > 0)];
}
