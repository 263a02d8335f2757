using System;
using System.Linq;
using System.Management.Automation;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Help;

/// <summary>The help of the parameters says what the engine says.</summary>
public sealed class ParameterHelpTests
{
    public static TheoryRows Commands => RealCommand.Names;

    [Fact]
    public void Every_cmdlet_has_help_and_no_other() =>
        Assert.Equal(RealCommand.All.Keys.Order(StringComparer.Ordinal), HelpFile.Commands.Select(command => command.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_parameter_is_documented_and_no_other(string name)
    {
        var documented = HelpFile.Command(name).Parameters;

        Assert.Equal(RealCommand.All[name].Parameters.Select(parameter => parameter.Key).Order(), documented.Select(parameter => parameter.Name).Order());
        Assert.All(documented, parameter => Assert.NotEmpty(parameter.Text));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Type_aliases_position_pipeline_and_wildcards_are_the_real_ones(string name)
    {
        var real = RealCommand.All[name].Parameters;

        Assert.All(HelpFile.Command(name).Parameters, help =>
        {
            var sets = real[help.Name].ToArray();
            var type = Nullable.GetUnderlyingType(sets[0].ParameterType) ?? sets[0].ParameterType;
            Assert.Equal(type.FullName, help.Type);
            Assert.Equal(type.Name, help.Value);
            Assert.Equal(sets[0].Aliases, help.Aliases == "none" ? [] : help.Aliases.Split(", "));
            Assert.Equal(sets.Any(set => set.IsMandatory), help.IsRequired);
            Assert.Equal(sets.Max(set => set.Position) is var position and >= 0 ? $"{position}" : "named", help.Position);
            Assert.Equal(sets.Any(set => set.ValueFromPipeline), help.PipelineInput.Contains("ByValue"));
            Assert.Equal(sets.Any(set => set.ValueFromPipelineByPropertyName), help.PipelineInput.Contains("ByPropertyName"));
            Assert.Equal(help.PipelineInput.StartsWith("True", StringComparison.Ordinal), help.PipelineInput != "False");
            Assert.Equal(sets[0].Attributes.OfType<SupportsWildcardsAttribute>().Any(), help.HasWildcards);
        });
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Defaults_are_the_real_ones_where_the_code_has_one(string name)
    {
        var real = RealCommand.All[name];
        using var session = new PowerShellSession();

        Assert.All(HelpFile.Command(name).Parameters, help =>
        {
            Assert.NotEqual(string.Empty, help.Default);
            object? value = real.Instance.GetType().GetProperty(help.Name)?.GetValue(real.Instance);
            if (value is SwitchParameter or Enum)
            {
                Assert.Equal($"{value}", help.Default);
            }
            else if (value is int or long && Convert.ToInt64(value, null) != 0)
            {
                Assert.Equal(Convert.ToInt64(value, null), Convert.ToInt64(session.Run(help.Default!).Single<object>(), null));
            }
        });
    }

    [Fact]
    public void Defaults_that_a_transporter_shows_are_those()
    {
        using var session = new PowerShellSession();
        var transporter = session.Run("New-SmtpTransporter smtp.example.com").Single<SmtpTransporter>();

        foreach (string name in new[] { "Port", "Tls", "ConnectionTimeout", "SendTimeout", "KeepAlive", "LogFormat", "LogContent", "MinimumTlsVersion" })
        {
            string shown = $"{typeof(SmtpTransporter).GetProperty(name)!.GetValue(transporter)}";
            Assert.StartsWith(shown, HelpFile.Command("New-SmtpTransporter").Parameters.Single(parameter => parameter.Name == name).Default);
        }

        Assert.StartsWith($"{session.Run("New-SmtpTransporter x -Tls Implicit").Single<SmtpTransporter>().Port}", "465 with -Tls Implicit");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Accepted_values_and_bounds_are_named(string name)
    {
        var real = RealCommand.All[name].Parameters;

        Assert.All(HelpFile.Command(name).Parameters, help =>
        {
            var parameter = real[help.Name].First();
            string text = string.Join(" ", help.Text).Replace("\n", " ", StringComparison.Ordinal);
            var set = parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault();
            var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            var element = type.GetElementType() ?? type;
            string[] values = set is not null ? [.. set.ValidValues] : element.IsEnum ? Enum.GetNames(element) : [];
            Assert.All(values, value => Assert.Matches($@"\b{value}\b", text));

            foreach (var range in parameter.Attributes.OfType<ValidateRangeAttribute>())
            {
                Assert.All(new[] { range.MinRange, range.MaxRange }, bound => Assert.True(IsNamed(bound, text), $"{help.Name}: {bound}"));
            }
        });
    }

    /// <summary>The greatest number of its type is no bound that anybody has set; 0 often means the default.</summary>
    private static bool IsNamed(object bound, string text) =>
        bound is int.MaxValue or long.MaxValue || text.Contains($"{bound}", StringComparison.Ordinal);
}
