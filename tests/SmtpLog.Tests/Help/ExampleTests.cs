using System;
using System.IO;
using System.Linq;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Help;

/// <summary>
/// The examples of the help, run against test servers in the bare engine, as far as it has the commands they use;
/// tests/Pester/Help.Tests.ps1 runs all of them in pwsh and Windows PowerShell.
/// </summary>
[Collection(ProcessWide.Name)]
public sealed class ExampleTests(ExampleWorld world) : IClassFixture<ExampleWorld>
{
    /// <summary>What comes with PowerShell, and the bare engine lacks.</summary>
    private static readonly string[] s_ofPowerShell =
        ["Export-Clixml", "Format-List", "Format-Table", "Get-ChildItem", "Get-Content", "Get-Date", "Group-Object", "Import-Clixml", "Import-Csv", "Select-Object", "Set-Content", "Sort-Object"];

    private static readonly ILookup<bool, HelpExample> s_examples = Divide();

    public static TheoryRows Examples => new(s_examples[true].Select(example => example.Name));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs_as_it_stands(string name)
    {
        var example = s_examples[true].Single(example => example.Name == name);

        AssertClean(world.Run(name, example.Code));
    }

    [Theory]
    [InlineData("The loop", "ConvertFrom-SmtpLog smtp.log | Where-Object Code -eq 535")]
    [InlineData("The first five minutes", "$server | Stop-SmtpTestServer")]
    public void What_about_SmtpLog_begins_with_runs(string heading, string end)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Staged.Module, "en-US", "about_SmtpLog.help.txt"));
        string[] code = [.. lines.SkipWhile(line => line != "  " + heading).SkipWhile(line => !line.StartsWith("    $", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0)];
        Assert.Equal("    " + end, code[^1]);

        var output = world.Run(heading, string.Join("\n", code));

        AssertClean(output);
        Assert.Contains(output.Objects, one => one.BaseObject is SmtpSendResult { Success: true });
        Assert.Contains(output.Objects, one => one.BaseObject is SmtpLogEntry);
    }

    [Fact]
    public void What_does_not_run_here_wants_no_more_than_PowerShell()
    {
        Assert.True(s_examples[true].Count() > s_examples[false].Count());
        Assert.All(s_examples[false], example => Assert.NotEmpty(example.Commands()!.Intersect(s_ofPowerShell)));
        Assert.All(s_examples[false], example => Assert.Empty(example.Commands()!.Except(Known()).Except(s_ofPowerShell)));
    }

    private static void AssertClean(SessionOutput output)
    {
        Assert.Empty(output.Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}"));
        Assert.Empty(output.Warnings);
    }

    private static ILookup<bool, HelpExample> Divide()
    {
        string[] known = Known();
        return HelpFile.Commands.SelectMany(command => command.Examples).ToLookup(example => !example.Commands()!.Except(known).Any());
    }

    /// <summary>What the bare engine has, and what the world of the examples lets answer in place of a person.</summary>
    private static string[] Known()
    {
        using var session = new PowerShellSession();
        return [.. session.Run("(Get-Command -CommandType Cmdlet, Function).Name").All<string>(), "Get-Credential", "Read-Host"];
    }
}
