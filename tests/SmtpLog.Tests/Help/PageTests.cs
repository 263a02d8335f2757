using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Help;

/// <summary>What else a page of the help has to be.</summary>
public sealed partial class PageTests
{
    public static TheoryRows Commands => RealCommand.Names;

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_line_fits_80_columns_without_being_broken(string name)
    {
        var help = HelpFile.Command(name);

        Assert.DoesNotContain('\n', help.Synopsis);
        Assert.All(help.Texts(), text => Assert.True(System.Text.Ascii.IsValid(text.Text), text.Text));
        Assert.All(help.Texts(), text => Assert.All(text.Text.Split('\n'), line => Assert.True(line.Length <= text.Width, line)));
        Assert.All(help.Examples, example => Assert.All(example.Code.Split('\n').Append(example.Title), line => Assert.True(line.Length <= 75, line)));
        Assert.All(help.Links, link => Assert.True($"{link.Text} {link.Address}".Length <= 75, link.Text));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void There_are_description_and_at_least_three_examples_of_that_cmdlet(string name)
    {
        var help = HelpFile.Command(name);

        Assert.NotEmpty(help.Description);
        Assert.True(help.Examples.Count >= 3, name);
        Assert.All(help.Examples, example => Assert.Contains(name, example.Commands()!));
        Assert.All(help.Examples, example => Assert.NotEmpty(example.Remarks));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Inputs_and_outputs_are_types_that_exist(string name)
    {
        var help = HelpFile.Command(name);
        using var session = new PowerShellSession();
        bool takesInput = help.Parameters.Any(parameter => parameter.PipelineInput != "False");

        Assert.NotEmpty(help.Inputs);
        Assert.Equal(takesInput, help.Inputs.All(input => input.Type != "None"));
        Assert.All(help.Inputs.Concat(help.Outputs).Where(one => one.Type != "None"), one =>
        {
            Assert.Equal(one.Type, session.Run("[type] $args[0]", one.Type).Single<Type>().FullName);
            Assert.NotEmpty(one.Text);
        });
        Assert.Equal(
            RealCommand.All[name].Cmdlet.OutputType.Select(output => output.Name).Order(),
            help.Outputs.Select(output => output.Type).Where(type => type != "None").Order());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Links_lead_to_cmdlets_topics_and_pages_and_first_to_the_one_online(string name)
    {
        var links = HelpFile.Command(name).Links;

        Assert.Equal("Online version:", links[0].Text);
        Assert.All(links.Where(link => link.Address.Length > 0), link => Assert.StartsWith("https://", link.Address, StringComparison.Ordinal));
        Assert.All(links.Where(link => link.Address.Length == 0), link => Assert.True(Words.IsCmdletOrTopic(link.Text), link.Text));
        Assert.DoesNotContain(links, link => link.Text == name);
        Assert.Equal(links.Count, links.Distinct().Count());
    }

    [Fact]
    public void Links_between_the_pages_lead_to_files()
    {
        string folder = Path.Combine(Staged.RepositoryRoot, "en-US", "cmdlets");
        foreach (string page in Directory.EnumerateFiles(folder, "*.md"))
        {
            var links = LocalLink().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value);
            Assert.All(links, link => Assert.True(File.Exists(Path.Combine(folder, link)), $"{page}: {link}"));
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_is_named_exists(string name)
    {
        var help = HelpFile.Command(name);
        string text = string.Join("\n\n", help.Texts().Select(one => one.Text).Concat(help.Parameters.Select(parameter => parameter.Default)));

        Assert.Empty(Words.Unknown(text));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Errors_of_the_notes_are_known_ones(string name)
    {
        IEnumerable<string> named = HelpFile.Command(name).Notes
            .Where(note => note.StartsWith("Errors", StringComparison.Ordinal))
            .SelectMany(note => CamelCase().Matches(note.Replace('\n', ' ')).Select(match => match.Value));

        Assert.Empty(named.Except(Words.ErrorIds));
    }

    [GeneratedRegex(@"\]\((?!https:)([^)]+)\)")]
    private static partial Regex LocalLink();

    [GeneratedRegex(@"(?<![\w-])(?:[A-Z][a-z]+){2,}(?![\w-])")]
    private static partial Regex CamelCase();
}
