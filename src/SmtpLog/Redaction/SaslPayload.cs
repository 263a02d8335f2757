using System;
using System.Text;

namespace SmtpLog.Redaction;

/// <summary>What stands in the base64 of an AUTH exchange (RFC 4954).</summary>
internal static class SaslPayload
{
    private static readonly Encoding s_bytes = Encoding.GetEncoding("iso-8859-1");

    /// <summary>The bytes as characters U+0000 to U+00FF; null where it is not base64.</summary>
    public static string? Decode(string payload)
    {
        string trimmed = payload.Trim();
        if (trimmed.Length == 0 || trimmed.Length > 64 * 1024 || trimmed.Length % 4 != 0)
        {
            return null;
        }

        try
        {
            return s_bytes.GetString(Convert.FromBase64String(trimmed));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// The password or token in the <paramref name="number"/>th payload of an exchange, counted from 1; null where
    /// it has none that could be quoted.
    /// </summary>
    public static string? SecretIn(string mechanism, string payload, int number)
    {
        if (Decode(payload) is not { } decoded)
        {
            return null;
        }

        string? secret = mechanism switch
        {
            "PLAIN" => decoded.Substring(decoded.LastIndexOf('\0') + 1),
            "LOGIN" when number == 2 => decoded,
            "XOAUTH2" or "OAUTHBEARER" => Bearer(decoded),
            _ => null,
        };
        return secret is null ? null : Encoding.UTF8.GetString(s_bytes.GetBytes(secret));
    }

    private static string? Bearer(string decoded)
    {
        const string Prefix = "auth=Bearer ";
        foreach (string part in decoded.Split('\u0001'))
        {
            if (part.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                return part.Substring(Prefix.Length);
            }
        }

        return null;
    }
}
