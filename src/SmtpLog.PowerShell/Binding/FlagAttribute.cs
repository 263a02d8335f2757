using System;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>A switch that a CSV row may set: <c>true</c>, <c>false</c>, <c>1</c>, <c>0</c>, <c>yes</c>, <c>no</c>, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FlagAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PSValue.Of(inputData) switch
    {
        string text => new SwitchParameter(Parse(text.Trim())),
        _ => inputData,
    };

    private static bool Parse(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "$TRUE" => true,
        "FALSE" or "0" or "NO" or "$FALSE" or "" => false,
        _ => throw new ArgumentTransformationMetadataException($"'{text}' is neither true nor false."),
    };
}
