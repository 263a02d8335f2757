using System;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>Takes <c>Tls12</c>, <c>1.2</c> and <c>TLS 1.2</c>; empty is TLS 1.2.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TlsVersionAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PSValue.Of(inputData) switch
    {
        SmtpTlsVersion version => version,
        double number => Parse(number.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)),
        var value => Parse($"{value}"),
    };

    private static SmtpTlsVersion Parse(string text) => text.ToUpperInvariant().Replace("TLS", string.Empty).Replace("V", string.Empty).Replace(".", string.Empty).Trim() switch
    {
        "" or "12" => SmtpTlsVersion.Tls12,
        "10" => SmtpTlsVersion.Tls10,
        "11" => SmtpTlsVersion.Tls11,
        "13" => SmtpTlsVersion.Tls13,
        _ => throw new ArgumentTransformationMetadataException($"'{text}' is not a version of TLS. Allowed are: Tls10, Tls11, Tls12, Tls13."),
    };
}
