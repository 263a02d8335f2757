using System;
using System.Linq;
using System.Management.Automation;
using SmtpLog.Reading;

namespace SmtpLog.PowerShell.Binding;

/// <summary>A reply code (535) or a class of them (5xx, 53x).</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = PSValue.Of(inputData);
        return value is object[] many ? many.Select(Check).ToArray() : new[] { Check(value) };
    }

    public static CodeFilter Parse(string code) => CodeFilter.TryParse(code, out var filter) ? filter : throw new ArgumentException(code, nameof(code));

    private static string Check(object? value)
    {
        string text = $"{PSValue.Of(value)}".Trim();
        return CodeFilter.TryParse(text, out _)
            ? text
            : throw new ArgumentTransformationMetadataException($"'{text}' is not a reply code. Write three digits (535), or a class of codes (5xx, 53x).");
    }
}
