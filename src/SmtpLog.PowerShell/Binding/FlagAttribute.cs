using System;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>A switch that a CSV row may set: <c>true</c>, <c>false</c>, <c>1</c>, <c>0</c>, <c>yes</c>, <c>no</c>, or empty for the default.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FlagAttribute(bool isSet = false) : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PSValue.Of(inputData) switch
    {
        null => new SwitchParameter(isSet),
        SwitchParameter flag => flag,
        var value => new SwitchParameter(Parse($"{value}".Trim())),
    };

    private bool Parse(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "$TRUE" => true,
        "FALSE" or "0" or "NO" or "$FALSE" => false,
        "" => isSet,
        _ => throw new ArgumentTransformationMetadataException($"'{text}' is neither true nor false."),
    };
}
