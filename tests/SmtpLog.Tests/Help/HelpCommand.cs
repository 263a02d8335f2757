using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace SmtpLog.Tests.Help;

/// <summary>What the help file says of one cmdlet.</summary>
internal sealed class HelpCommand(XElement element)
{
    public string Name { get; } = Maml.One(element, "details", "name").Value;

    public string Synopsis { get; } = Maml.One(element, "details", "description").Value;

    public IReadOnlyList<string> Description { get; } = Maml.Paragraphs(Maml.One(element, "description"));

    /// <summary>One list of parameters for each parameter set.</summary>
    public IReadOnlyList<IReadOnlyList<HelpParameter>> Syntax { get; } =
        [.. Maml.All(element, "syntax", "syntaxItem").Select(item => (IReadOnlyList<HelpParameter>)[.. Maml.All(item, "parameter").Select(one => new HelpParameter(one))])];

    public IReadOnlyList<HelpParameter> Parameters { get; } = [.. Maml.All(element, "parameters", "parameter").Select(one => new HelpParameter(one))];

    public IReadOnlyList<HelpEntry> Inputs { get; } = [.. Maml.All(element, "inputTypes", "inputType").Select(one => new HelpEntry(one, "type", "name", "description"))];

    public IReadOnlyList<HelpEntry> Outputs { get; } = [.. Maml.All(element, "returnValues", "returnValue").Select(one => new HelpEntry(one, "type", "name", "description"))];

    public IReadOnlyList<string> Notes { get; } = [.. Maml.All(element, "alertSet", "alert").SelectMany(Maml.Paragraphs)];

    public IReadOnlyList<HelpExample> Examples { get; } =
        [.. Maml.All(element, "examples", "example").Select((one, index) => new HelpExample(Maml.One(element, "details", "name").Value, index + 1, one))];

    /// <summary>Text and address, which is empty for cmdlets and topics.</summary>
    public IReadOnlyList<(string Text, string Address)> Links { get; } =
        [.. Maml.All(element, "relatedLinks", "navigationLink").Select(link => (Maml.One(link, "linkText").Value, Maml.One(link, "uri").Value))];

    /// <summary>All that is prose, with the width that Get-Help leaves to it of 79 columns.</summary>
    public IEnumerable<(string Text, int Width)> Texts() =>
    [
        (Synopsis, 75),
        .. Description.Select(text => (text, 75)),
        .. Parameters.SelectMany(parameter => parameter.Text).Select(text => (text, 71)),
        .. Inputs.Concat(Outputs).SelectMany(entry => entry.Text).Select(text => (text, 71)),
        .. Notes.Select(text => (text, 71)),
        .. Examples.SelectMany(example => example.Remarks).Select(text => (text, 75)),
    ];
}
