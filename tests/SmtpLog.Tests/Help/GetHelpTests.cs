using System;
using System.Linq;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Help;

/// <summary>What Get-Help prints on a screen of 80 columns.</summary>
public sealed class GetHelpTests
{
    public static TheoryRows Commands => RealCommand.Names;

    [Theory]
    [MemberData(nameof(Commands))]
    public void All_of_the_help_is_printed_line_by_line_as_it_was_written(string name)
    {
        var help = HelpFile.Command(name);
        string[] lines = Print($"Get-Help {name} -Full");

        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.All(help.Texts().SelectMany(text => text.Text.Split('\n')), line => Assert.Contains(line.Trim(), lines.Select(printed => printed.Trim())));
        Assert.All(help.Examples.SelectMany(example => example.Code.Split('\n')).Where(line => line.Length > 0), line => Assert.Contains("    " + line, lines));
        Assert.All(help.Parameters, parameter => Assert.Contains(lines, line => line.StartsWith($"    -{parameter.Name} ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Plain_Get_Help_says_what_it_is_for_and_where_more_is(string name)
    {
        string[] lines = Print($"Get-Help {name}");

        Assert.Contains("    " + HelpFile.Command(name).Synopsis, lines);
        Assert.Contains(lines, line => line.Contains($"\"Get-Help {name} -Examples\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains($"\"Get-Help {name} -Online\"", StringComparison.Ordinal));
        Assert.DoesNotContain("EXAMPLES", lines);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Examples_and_parameters_are_printed_alone_too(string name)
    {
        var help = HelpFile.Command(name);
        string[] examples = Print($"Get-Help {name} -Examples");
        string[] parameters = help.Parameters.Count == 0 ? [] : Print($"Get-Help {name} -Parameter *");

        Assert.All(help.Examples, example => Assert.Contains("    " + example.Title.Trim(), examples.Select(line => line.TrimEnd())));
        Assert.All(help.Parameters, parameter => Assert.Contains(parameters, line => line.StartsWith($"-{parameter.Name} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Online_help_has_an_address()
    {
        using var session = new PowerShellSession();

        var addresses = session.Run("foreach ($c in Get-Command -Module SmtpLog) { (Get-Help $c.Name).relatedLinks.navigationLink[0].uri }").All<string>();

        Assert.Equal(RealCommand.All.Count, addresses.Count);
        Assert.All(addresses, address => Assert.True(Uri.IsWellFormedUriString(address, UriKind.Absolute), address));
    }

    private static string[] Print(string script)
    {
        var screen = new Screen(width: 80);
        using var session = new PowerShellSession(screen);
        Assert.Empty(session.Run($"{script} | Out-Default").Errors);
        return screen.TakePlain();
    }
}
