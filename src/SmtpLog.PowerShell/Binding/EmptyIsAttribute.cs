using System;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>An empty cell of a CSV row means the default.</summary>
/// <remarks>
/// With a type it converts as well: the engine silently drops the property of a row that it cannot convert, and the
/// default would stand in for what the user wrote.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmptyIsAttribute(object? value, Type? type = null) : ArgumentTransformationAttribute
{
    public override bool TransformNullOptionalParameters => false;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (PSValue.Of(inputData) is string text && string.IsNullOrWhiteSpace(text))
        {
            return value;
        }

        if (type is null)
        {
            return inputData;
        }

        return LanguagePrimitives.TryConvertTo(inputData, type, out object converted)
            ? converted
            : throw new ArgumentTransformationMetadataException($"'{inputData}' {Wanted(type)}");
    }

    private static string Wanted(Type type) => type switch
    {
        { IsEnum: true } => $"is not allowed. Allowed are: {string.Join(", ", Enum.GetNames(type))}.",
        _ when type == typeof(int) => "is not a whole number.",
        _ => $"is not a {type.Name}.",
    };
}
