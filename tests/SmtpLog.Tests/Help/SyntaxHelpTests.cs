using System;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace SmtpLog.Tests.Help;

/// <summary>The syntax lines are the parameter sets.</summary>
public sealed class SyntaxHelpTests
{
    public static TheoryRows Commands => RealCommand.Names;

    [Theory]
    [MemberData(nameof(Commands))]
    public void There_is_one_line_for_each_set_with_the_parameters_that_are_offered(string name)
    {
        var real = RealCommand.All[name].ParameterSets;
        var lines = HelpFile.Command(name).Syntax;

        Assert.Equal(real.Count, lines.Count);
        Assert.All(real.Zip(lines), pair =>
        {
            var offered = pair.First.Where(parameter => !RealCommand.IsHidden(parameter)).ToDictionary(parameter => parameter.Name);
            Assert.Equal(offered.Keys.Order(), pair.Second.Select(parameter => parameter.Name).Order());
            Assert.All(pair.Second, help =>
            {
                var parameter = offered[help.Name];
                Assert.Equal(parameter.IsMandatory, help.IsRequired);
                Assert.Equal(parameter.Position >= 0 ? $"{parameter.Position}" : "named", help.Position);
                Assert.Equal(parameter.ParameterType == typeof(SwitchParameter), help.Value is null);
            });
        });
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Positional_parameters_come_first_and_mandatory_ones_next(string name) =>
        Assert.All(HelpFile.Command(name).Syntax, line =>
        {
            string[] order = [.. line.Select(parameter => parameter.Position != "named" ? parameter.Position : parameter.IsRequired ? "x" : "y")];
            Assert.Equal(order.Order(StringComparer.Ordinal), order);
        });

    [Theory]
    [MemberData(nameof(Commands))]
    public void Choices_are_the_values_that_are_allowed(string name) =>
        Assert.All(HelpFile.Command(name).Syntax.SelectMany(line => line).Where(parameter => parameter.Choices.Count > 0), help =>
        {
            var parameter = RealCommand.All[name].Parameters[help.Name].First();
            var set = parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault();
            var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            Assert.Equal(set is not null ? set.ValidValues : Enum.GetNames(type.GetElementType() ?? type), help.Choices);
        });
}
