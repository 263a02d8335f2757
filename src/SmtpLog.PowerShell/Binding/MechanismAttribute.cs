using System;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>Takes the names on the wire and 4D's spellings too; empty is Auto.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MechanismAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PSValue.Of(inputData) switch
    {
        object[] many => Array.ConvertAll(many, one => One(PSValue.Of(one))),
        SmtpAuthenticationMechanism[] many => many,
        var value => One(value),
    };

    private static object One(object? value) => value is SmtpAuthenticationMechanism ? value : Parse($"{value}");

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
