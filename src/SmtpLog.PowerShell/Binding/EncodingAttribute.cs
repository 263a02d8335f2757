using System;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace SmtpLog.PowerShell.Binding;

/// <summary>Takes an encoding, its name (<c>utf-8</c>, <c>iso-8859-1</c>) or its code page; empty is the default.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EncodingAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => PSValue.Of(inputData) switch
    {
        Encoding encoding => encoding,
        var value => string.IsNullOrWhiteSpace($"{value}") ? null : Find($"{value}".Trim()),
    };

    private static Encoding Find(string name)
    {
        try
        {
            return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int codePage)
                ? Encoding.GetEncoding(codePage)
                : Encoding.GetEncoding(Charset(name));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException($"'{name}' is not an encoding. Write its name, such as utf-8 or iso-8859-1, or its code page.");
        }
    }

    /// <summary>PowerShell's own names, where they differ from the registered ones.</summary>
    private static string Charset(string name) => name.ToUpperInvariant() switch
    {
        "UTF8" or "UTF8NOBOM" or "UTF8BOM" => "utf-8",
        "ASCII" => "us-ascii",
        "UNICODE" => "utf-16",
        "DEFAULT" => Encoding.Default.WebName,
        _ => name,
    };
}
