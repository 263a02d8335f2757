using System;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>An empty cell of a CSV row means the default.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmptyIsAttribute(object? value) : ArgumentTransformationAttribute
{
    public override bool TransformNullOptionalParameters => false;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PSValue.Of(inputData) is string text && string.IsNullOrWhiteSpace(text) ? value : inputData;
}
