using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Xml.Linq;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>Pages and facts as the XML that Get-Help reads (about_Comment_Based_Help's elder, MAML).</summary>
internal sealed class MamlWriter(string onlinePage)
{
    private static readonly IReadOnlyDictionary<string, string> s_ofEveryCmdlet = new Dictionary<string, string>
    {
        ["WhatIf"] = "Says what would be done and does not do it.",
        ["Confirm"] = "Asks before it is done.",
    };

    public XDocument Write(IEnumerable<(HelpPage Page, CmdletFacts Facts)> cmdlets) => new(
        new XElement(
            Maml.Items,
            new XAttribute("schema", "maml"),
            cmdlets.Select(cmdlet => Command(cmdlet.Page, cmdlet.Facts))));

    private XElement Command(HelpPage page, CmdletFacts facts) => new(
        Maml.Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml.Text),
        new XAttribute(XNamespace.Xmlns + "command", Maml.Command),
        new XAttribute(XNamespace.Xmlns + "dev", Maml.Dev),
        new XElement(
            Maml.Command + "details",
            new XElement(Maml.Command + "name", page.Name),
            new XElement(Maml.Command + "verb", facts.Verb),
            new XElement(Maml.Command + "noun", facts.Noun),
            new XElement(Maml.Text + "description", Maml.Para(page.Synopsis))),
        new XElement(Maml.Text + "description", Maml.Paras(page.Description, Maml.Indented)),
        new XElement(Maml.Command + "syntax", facts.ParameterSets.Select(set => Syntax(page, set))),
        new XElement(Maml.Command + "parameters", Ordered(page, facts.Parameters).Select(parameter => Parameter(page, facts, parameter))),
        new XElement(Maml.Command + "inputTypes", page.Inputs.Select(input => Typed("inputType", input))),
        new XElement(Maml.Command + "returnValues", page.Outputs.Select(output => Typed("returnValue", output))),
        page.Notes.Count == 0 ? null : new XElement(Maml.Text + "alertSet", new XElement(Maml.Text + "alert", Maml.Paras(page.Notes, Maml.TwiceIndented))),
        new XElement(Maml.Command + "examples", page.Examples.Select(Example)),
        new XElement(
            Maml.Command + "relatedLinks",
            page.Links.Prepend(new HelpLink("Online version", onlinePage)).Select(link => new XElement(
                Maml.Text + "navigationLink",
                new XElement(Maml.Text + "linkText", link.Address is null ? link.Text : link.Text + ":"),
                new XElement(Maml.Text + "uri", link.Address)))));

    /// <summary>In the page's order, and behind them what the engine gives every cmdlet that changes something.</summary>
    private static IEnumerable<ParameterFacts> Ordered(HelpPage page, IEnumerable<ParameterFacts> parameters)
    {
        string[] names = [.. page.Parameters.Select(item => item.Title), .. s_ofEveryCmdlet.Keys];
        return parameters.Where(parameter => names.Contains(parameter.Name)).OrderBy(parameter => System.Array.IndexOf(names, parameter.Name));
    }

    private static XElement Syntax(HelpPage page, IEnumerable<CommandParameterInfo> set)
    {
        var parameters = Ordered(page, set.Select(ParameterFacts.In).Where(parameter => !parameter.IsHidden))
            .OrderBy(parameter => parameter.Position)
            .ThenByDescending(parameter => parameter.IsMandatory);
        return new XElement(
            Maml.Command + "syntaxItem",
            new XElement(Maml.Text + "name", page.Name),
            parameters.Select(parameter => new XElement(
                Maml.Command + "parameter",
                Attributes(parameter),
                new XElement(Maml.Text + "name", parameter.Name),
                parameter.IsSwitch ? null : Value(parameter),
                Choices(parameter))));
    }

    private static XElement Parameter(HelpPage page, CmdletFacts facts, ParameterFacts parameter)
    {
        var item = page.Parameters.FirstOrDefault(item => item.Title == parameter.Name);
        return new XElement(
            Maml.Command + "parameter",
            Attributes(parameter),
            new XElement(Maml.Text + "name", parameter.Name),
            new XElement(
                Maml.Text + "description",
                item is null ? Maml.Para(s_ofEveryCmdlet[parameter.Name]) : Maml.Paras(item.Text, Maml.TwiceIndented)),
            Value(parameter),
            new XElement(Maml.Dev + "type", new XElement(Maml.Text + "name", parameter.Type.FullName), new XElement(Maml.Text + "uri")),
            new XElement(Maml.Dev + "defaultValue", item?.Default ?? facts.Default(parameter)));
    }

    private static IEnumerable<XAttribute> Attributes(ParameterFacts parameter)
    {
        yield return new XAttribute("required", parameter.IsMandatory);
        yield return new XAttribute("variableLength", parameter.Type.IsArray);
        yield return new XAttribute("globbing", parameter.HasWildcards);
        yield return new XAttribute("pipelineInput", parameter.PipelineInput);
        yield return new XAttribute("position", parameter.Position);
        yield return new XAttribute("aliases", parameter.Aliases);
    }

    private static XElement Value(ParameterFacts parameter) => new(
        Maml.Command + "parameterValue",
        new XAttribute("required", !parameter.IsSwitch),
        new XAttribute("variableLength", parameter.Type.IsArray),
        parameter.Type.Name);

    private static XElement? Choices(ParameterFacts parameter) => parameter.Choices() is { Count: > 0 } choices
        ? new XElement(
            Maml.Command + "parameterValueGroup",
            choices.Select(choice => new XElement(
                Maml.Command + "parameterValue",
                new XAttribute("required", false),
                new XAttribute("variableLength", false),
                choice)))
        : null;

    private static XElement Typed(string element, HelpItem item) => new(
        Maml.Command + element,
        new XElement(Maml.Dev + "type", new XElement(Maml.Text + "name", item.Title)),
        new XElement(Maml.Text + "description", Maml.Paras(item.Text, Maml.TwiceIndented)));

    private static XElement Example(HelpItem item, int index)
    {
        // Get-Help shows the code first, and nothing between what follows it and the next title.
        string title = $" Example {index + 1}: {item.Title} ";
        string dashes = new('-', System.Math.Max(3, (Maml.Indented - title.Length) / 2));
        return new XElement(
            Maml.Command + "example",
            new XElement(Maml.Text + "title", $"{dashes}{title}{dashes}"),
            new XElement(Maml.Dev + "code", string.Join("\n\n", item.Text.Where(text => text.IsCode).Select(text => text.Wrap(0)))),
            new XElement(Maml.Dev + "remarks", Maml.Paras(item.Text.Where(text => !text.IsCode), Maml.Indented), Maml.Para(string.Empty)));
    }
}
