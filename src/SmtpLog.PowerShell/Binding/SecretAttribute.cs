using System;
using System.Management.Automation;
using System.Security;

namespace SmtpLog.PowerShell.Binding;

/// <summary>
/// A secret has to come as a SecureString. A plain one becomes an empty SecureString, which the cmdlet refuses: the
/// engine's own conversion error would show it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => PSValue.Of(inputData) switch
    {
        null => null,
        SecureString secret => secret,
        string text when string.IsNullOrWhiteSpace(text) => null,
        _ => new SecureString(),
    };
}
