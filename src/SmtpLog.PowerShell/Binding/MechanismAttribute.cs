using System;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>Takes the names on the wire and 4D's spellings too; empty is Auto.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MechanismAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PSValue.Of(inputData) switch
    {
        string text => Parse(text),
        object[] many => Array.ConvertAll(many, one => PSValue.Of(one) is string text ? Parse(text) : one),
        _ => inputData,
    };

    private static object Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return SmtpAuthenticationMechanism.Auto;
        }

        return MechanismNames.TryParse(text, out var mechanism)
            ? mechanism
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is not an authentication mechanism. Allowed are: {string.Join(", ", Enum.GetNames(typeof(SmtpAuthenticationMechanism)))}.");
    }
}
