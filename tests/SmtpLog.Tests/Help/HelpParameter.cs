using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace SmtpLog.Tests.Help;

/// <summary>What the help file says of one parameter.</summary>
internal sealed class HelpParameter(XElement element)
{
    public string Name { get; } = Maml.One(element, "name").Value;

    public bool IsRequired { get; } = (bool)element.Attribute("required")!;

    public string Position { get; } = (string)element.Attribute("position")!;

    public string PipelineInput { get; } = (string)element.Attribute("pipelineInput")!;

    public string Aliases { get; } = (string)element.Attribute("aliases")!;

    public bool HasWildcards { get; } = (bool)element.Attribute("globbing")!;

    /// <summary>The short name in angle brackets; null for a switch in a syntax line.</summary>
    public string? Value { get; } = Maml.All(element, "parameterValue").SingleOrDefault()?.Value;

    /// <summary>The values that a syntax line gives to choose from.</summary>
    public IReadOnlyList<string> Choices { get; } = [.. Maml.All(element, "parameterValueGroup", "parameterValue").Select(value => value.Value)];

    /// <summary>The full name; null in a syntax line.</summary>
    public string? Type { get; } = Maml.All(element, "type", "name").SingleOrDefault()?.Value;

    public string? Default { get; } = Maml.All(element, "defaultValue").SingleOrDefault()?.Value;

    public IReadOnlyList<string> Text { get; } = [.. Maml.All(element, "description").SelectMany(Maml.Paragraphs)];
}
