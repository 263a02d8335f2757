using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using System.Xml.Linq;

namespace SmtpLog.Tests.Help;

/// <summary>An example as the help shows it.</summary>
internal sealed class HelpExample(string command, int number, XElement element)
{
    /// <summary><c>Get-SmtpLog 2</c>.</summary>
    public string Name { get; } = $"{command} {number}";

    public string Command { get; } = command;

    public string Title { get; } = Maml.One(element, "title").Value;

    public string Code { get; } = Maml.One(element, "code").Value;

    public IReadOnlyList<string> Remarks { get; } = Maml.Paragraphs(Maml.One(element, "remarks"));

    /// <summary>What it calls; null where it cannot be parsed.</summary>
    public IReadOnlyList<string>? Commands()
    {
        var script = Parser.ParseInput(Code, out _, out ParseError[] errors);
        return errors.Length > 0
            ? null
            : [.. script.FindAll(part => part is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().Select(call => call.GetCommandName())];
    }
}
