using System;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>A file object stands for its full path, in every version of PowerShell; empty is no path.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FilePathAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => PSValue.Of(inputData) switch
    {
        string text when string.IsNullOrWhiteSpace(text) => null,
        FileSystemInfo file => file.FullName,
        object[] many => many.Select(one => PSValue.Of(one) is FileSystemInfo file ? file.FullName : one).ToArray(),
        _ => inputData,
    };
}
