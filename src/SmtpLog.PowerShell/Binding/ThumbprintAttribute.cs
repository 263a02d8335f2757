using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>Takes thumbprints as certificate viewers show them: blanks, colons and hyphens between the digits.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ThumbprintAttribute : ArgumentTransformationAttribute
{
    private const int Sha1Digits = 40;
    private const int Sha256Digits = 64;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => PSValue.Of(inputData) switch
    {
        null => Array.Empty<string>(),
        IEnumerable many and not string => many.Cast<object>().SelectMany(one => Split($"{one}")).ToArray(),
        var value => Split($"{value}").ToArray(),
    };

    private static IEnumerable<string> Split(string text) => text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries)
        .Where(part => !string.IsNullOrWhiteSpace(part))
        .Select(Normalize);

    private static string Normalize(string text)
    {
        string digits = new(text.Where(c => c is not (' ' or ':' or '-') && !char.IsControl(c) && c != '\u200E').ToArray());
        return digits.Length is Sha1Digits or Sha256Digits && digits.All(Uri.IsHexDigit)
            ? digits.ToUpperInvariant()
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is not a thumbprint: {Sha1Digits} (SHA-1) or {Sha256Digits} (SHA-256) hexadecimal digits are wanted.");
    }
}
