using System;
using System.Text;

namespace SmtpLog.Redaction.Patterns;

/// <summary>An AUTH command that stands somewhere in other words: the payload behind the name of a mechanism.</summary>
internal static class QuotedAuth
{
    /// <summary>What is shorter, and neither padded nor a mixture of letters, is more likely another word.</summary>
    private const int SurelyPayload = 24;

    private static readonly string[] s_others =
    [
        "GSSAPI", "GSS-SPNEGO", "EXTERNAL", "ANONYMOUS", "KERBEROS_V4", "XOAUTH", "OTP", "SRP", "MSN", "EXCHANGEAUTH", "OAUTH10A", "SCRAM-SHA-1-PLUS",
        "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512-PLUS", "PLAIN-CLIENTTOKEN", "ECDSA-NIST256P-CHALLENGE",
    ];

    /// <summary>Looks behind the word AUTH, which ends at <paramref name="end"/>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, int end, out int start, out int length)
    {
        start = length = 0;
        int at = Skip(line, end, " \t=:+-"u8);
        int name = at;
        while (at < line.Length && (line[at] is (byte)'-' or (byte)'_' or (>= (byte)'0' and <= (byte)'9') || (line[at] | 0x20) is >= 'a' and <= 'z'))
        {
            at++;
        }

        start = Skip(line, at, " \t+"u8);
        if (name == end || start == at || !IsMechanism(line.Slice(name, at - name)))
        {
            return false;
        }

        int last = start;
        while (last < line.Length && Base64Text.IsDigit(line[last]))
        {
            last++;
        }

        while (last < line.Length && line[last] == '=')
        {
            last++;
        }

        length = last - start;
        return IsPayload(line.Slice(start, length));
    }

    private static bool IsPayload(ReadOnlySpan<byte> word)
    {
        // In a log that writes blanks so, the plus ends a word.
        int plus = word.IndexOf((byte)'+');
        bool isOdd = word.Length >= SurelyPayload || word.EndsWith("="u8) || (Has(word, 'a', 'z') && (Has(word.Slice(1), 'A', 'Z') || Has(word, '0', '9')));
        return word.Length >= 4 && isOdd && !IsMechanism(plus < 0 ? word : word.Slice(0, plus));
    }

    private static bool Has(ReadOnlySpan<byte> word, char first, char last)
    {
        foreach (byte value in word)
        {
            if (value >= first && value <= last)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMechanism(ReadOnlySpan<byte> word)
    {
        string name = Encoding.ASCII.GetString(word.ToArray());
        bool isName = name.Length > 0 && !char.IsDigit(name[0]) && MechanismNames.TryParse(name, out var mechanism)
            && mechanism is not (SmtpAuthenticationMechanism.None or SmtpAuthenticationMechanism.Auto);
        return isName || Array.Exists(s_others, other => other.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static int Skip(ReadOnlySpan<byte> line, int at, ReadOnlySpan<byte> any)
    {
        while (at < line.Length && any.IndexOf(line[at]) >= 0)
        {
            at++;
        }

        return at;
    }
}
