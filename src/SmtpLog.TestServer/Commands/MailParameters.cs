using System;
using System.Collections.Generic;
using System.Globalization;

namespace SmtpLog.TestServer.Commands;

/// <summary>Which parameters MAIL FROM may have, and with which values.</summary>
internal static class MailParameters
{
    // RFC 3461, section 4.4.
    private const int MaximumEnvelopeIdLength = 100;

    /// <returns>The refusal; null where all is well.</returns>
    public static Reply? Check(IReadOnlyDictionary<string, string?> parameters)
    {
        foreach (KeyValuePair<string, string?> parameter in parameters)
        {
            Reply? refusal = Check(parameter.Key, parameter.Value);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Reply? Check(string name, string? value)
    {
        bool? isValid = name switch
        {
            "SIZE" => value is not null && IsNumber(value),
            "BODY" => Is(value, "7BIT") || Is(value, "8BITMIME"),
            "SMTPUTF8" => value is null,
            "RET" => Is(value, "FULL") || Is(value, "HDRS"),
            "ENVID" => value?.Length <= MaximumEnvelopeIdLength && Ascii.IsXtext(value),
            "AUTH" => value is "<>" || (value is not null && Ascii.IsXtext(value, utf8: true)),
            _ => null,
        };
        return isValid switch
        {
            null => new Reply(555, "5.5.4", $"MAIL FROM has a parameter that is not known here"),
            false => Reply.BadSyntax($"Bad value of {name}"),
            true when name == "SIZE" && IsTooLarge(value!) => Reply.TooLarge,
            true => null,
        };
    }

    private static bool Is(string? value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);

    // RFC 1870, section 4: up to twenty digits.
    private static bool IsNumber(string value)
    {
        foreach (char c in value)
        {
            if (!Ascii.IsDigit(c))
            {
                return false;
            }
        }

        return value.Length is > 0 and <= 20;
    }

    private static bool IsTooLarge(string value) =>
        decimal.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) > Content.MessageContent.MaximumSize;
}
