using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using SmtpLog.Tests.Engine;

namespace SmtpLog.Tests.Help;

/// <summary>The staged file that Get-Help reads.</summary>
internal static class HelpFile
{
    private static readonly XDocument s_xml = XDocument.Load(Path.Combine(Staged.Module, "en-US", "SmtpLog.PowerShell.dll-Help.xml"));

    public static IReadOnlyList<HelpCommand> Commands { get; } = [.. s_xml.Root!.Elements().Select(element => new HelpCommand(element))];

    public static HelpCommand Command(string name) => Commands.Single(command => command.Name == name);
}
