using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace SmtpLog.Tools.HelpBuilder;

/// <summary>A parameter over all the sets in which it is.</summary>
internal sealed class ParameterFacts(IReadOnlyList<CommandParameterInfo> inSets)
{
    private const int MostChoices = 6;

    private readonly CommandParameterInfo _one = inSets[0];

    public string Name => _one.Name;

    /// <summary>Its type without what makes it optional.</summary>
    public Type Type => Nullable.GetUnderlyingType(_one.ParameterType) ?? _one.ParameterType;

    public bool IsSwitch => Type == typeof(SwitchParameter);

    /// <summary>True where it is for the properties of rows alone, and not offered on the command line.</summary>
    public bool IsHidden => _one.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow);

    public bool IsMandatory => inSets.Any(parameter => parameter.IsMandatory);

    public bool HasWildcards => _one.Attributes.OfType<SupportsWildcardsAttribute>().Any();

    public string Aliases => _one.Aliases.Count == 0 ? "none" : string.Join(", ", _one.Aliases);

    public string Position => inSets.Max(parameter => parameter.Position) is var position and >= 0
        ? position.ToString(CultureInfo.InvariantCulture)
        : "named";

    public string PipelineInput => (inSets.Any(parameter => parameter.ValueFromPipeline), inSets.Any(parameter => parameter.ValueFromPipelineByPropertyName)) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    /// <summary>The values to choose from, where they are few enough for a syntax line; else none.</summary>
    public IReadOnlyList<string> Choices()
    {
        var set = _one.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault();
        var element = Type.IsArray ? Type.GetElementType()! : Type;
        string[] choices = set is not null ? [.. set.ValidValues] : element.IsEnum ? Enum.GetNames(element) : [];
        return choices.Length <= MostChoices ? choices : [];
    }

    /// <summary>The same parameter as one set has it.</summary>
    public static ParameterFacts In(CommandParameterInfo parameter) => new([parameter]);
}
