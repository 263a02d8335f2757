using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace SmtpLog.Tests.Help;

/// <summary>A type that goes in or comes out.</summary>
internal sealed class HelpEntry(XElement element, string type, string name, string text)
{
    public string Type { get; } = Maml.One(element, type, name).Value;

    public IReadOnlyList<string> Text { get; } = [.. Maml.All(element, text).SelectMany(Maml.Paragraphs)];
}
