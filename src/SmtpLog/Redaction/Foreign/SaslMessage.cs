using System;
using System.Text;

namespace SmtpLog.Redaction.Foreign;

/// <summary>Tells by its looks which mechanism a decoded message of an AUTH exchange belongs to, wherever it was found.</summary>
internal static class SaslMessage
{
    private const int DigestLength = 32;

    /// <summary>The mechanism's name, of SCRAM the family's; null where it can be anything else.</summary>
    public static string? MechanismOf(ReadOnlySpan<byte> message) =>
        message.StartsWith("NTLMSSP\0"u8) ? "NTLM"
        : IsGssApi(message) ? "GSSAPI"
        : message.IndexOf((byte)1) >= 0 && Has(message, "auth=bearer "u8) ? (message.StartsWith("n,"u8) ? "OAUTHBEARER" : "XOAUTH2")
        : IsPlain(message) ? "PLAIN"
        : IsScram(message) ? "SCRAM-"
        : IsCramMd5(message) ? "CRAM-MD5"
        : IsDigestMd5(message) ? "DIGEST-MD5"
        : null;

    /// <summary>Printable text in UTF-8, or something near it: what a password can be.</summary>
    public static bool IsText(ReadOnlySpan<byte> message)
    {
        foreach (byte value in message)
        {
            if (value is < (byte)' ' or 0x7F)
            {
                return false;
            }
        }

        return !message.IsEmpty && Encoding.UTF8.GetString(message.ToArray()).IndexOf('\uFFFD') < 0;
    }

    /// <summary>[authorization identity] NUL name NUL password (RFC 4616).</summary>
    private static bool IsPlain(ReadOnlySpan<byte> message)
    {
        int first = message.IndexOf((byte)0);
        int second = first < 0 ? -1 : message.Slice(first + 1).IndexOf((byte)0);
        if (second <= 0)
        {
            return false;
        }

        var password = message.Slice(first + second + 2);
        return (first == 0 || IsText(message.Slice(0, first))) && IsText(message.Slice(first + 1, second)) && IsText(password);
    }

    /// <summary>RFC 5802, section 7: each message begins with its own attribute.</summary>
    private static bool IsScram(ReadOnlySpan<byte> message)
    {
        bool isFirst = (message.StartsWith("n,"u8) || message.StartsWith("y,"u8) || message.StartsWith("p="u8))
            && Has(message, ",n="u8) && Has(message, ",r="u8);
        bool isServerFirst = message.StartsWith("r="u8) && Has(message, ",s="u8) && Has(message, ",i="u8);
        bool isFinal = message.StartsWith("c="u8) && Has(message, ",r="u8) && Has(message, ",p="u8);
        return isFirst || isServerFirst || isFinal || (message.StartsWith("v="u8) && IsBase64(message.Slice(2), 24));
    }

    /// <summary>Name, blank, digest (RFC 2195).</summary>
    private static bool IsCramMd5(ReadOnlySpan<byte> message)
    {
        int blank = message.LastIndexOf((byte)' ');
        if (blank <= 0 || message.Length - blank - 1 != DigestLength || !IsText(message))
        {
            return false;
        }

        foreach (byte value in message.Slice(blank + 1))
        {
            if (value is not (>= (byte)'0' and <= (byte)'9') && (value | 0x20) is not (>= 'a' and <= 'f'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>RFC 2831: challenge, response and proof.</summary>
    private static bool IsDigestMd5(ReadOnlySpan<byte> message) =>
        message.StartsWith("rspauth="u8)
        || (Has(message, "nonce="u8) && (Has(message, "realm="u8) || Has(message, "response="u8) || Has(message, "algorithm="u8)));

    /// <summary>RFC 2743, section 3.1: a token with the object identifier of Kerberos or SPNEGO.</summary>
    private static bool IsGssApi(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> kerberos = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x12, 0x01, 0x02, 0x02];
        ReadOnlySpan<byte> negotiate = [0x06, 0x06, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x02];
        var head = message.Slice(0, Math.Min(message.Length, 24));
        return message.Length > 2 && message[0] == 0x60 && (head.IndexOf(kerberos) > 0 || head.IndexOf(negotiate) > 0);
    }

    private static bool IsBase64(ReadOnlySpan<byte> text, int shortest)
    {
        foreach (byte value in text.WithoutEnd("="u8))
        {
            if (!Base64Text.IsDigit(value))
            {
                return false;
            }
        }

        return text.Length >= shortest;
    }

    private static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        text.IndexOf(lower) >= 0 || AsciiText.Lower(text).AsSpan().IndexOf(lower) >= 0;
}
