using System;

namespace SmtpLog.Redaction;

/// <summary>What stands in the base64 of an AUTH exchange (RFC 4954).</summary>
internal static class SaslPayload
{
    private const int ShortestProof = 8;

    /// <summary>True where the server's messages too help to guess the password offline.</summary>
    public static bool IsMutual(string mechanism) =>
        mechanism.StartsWith("SCRAM-", StringComparison.Ordinal) || mechanism == "DIGEST-MD5";

    /// <summary>True where challenges are masked: those of NTLM too go with a hash of the password.</summary>
    public static bool HasSecretChallenges(string mechanism) => IsMutual(mechanism) || mechanism == "NTLM";

    /// <summary>
    /// The password, the token or the proof of them in the <paramref name="number"/>th payload of an exchange, counted
    /// from 1; empty where it has none that could be quoted.
    /// </summary>
    public static ReadOnlySpan<byte> SecretIn(string mechanism, ReadOnlySpan<byte> payload, int number)
    {
        if (Base64Text.Decode(payload) is not { } decoded)
        {
            return default;
        }

        var text = decoded.AsSpan();
        switch (mechanism)
        {
            case "PLAIN":
                return text.Slice(text.LastIndexOf((byte)0) + 1);
            case "LOGIN":
                return number > 1 ? text : default;
            case "CRAM-MD5":
                return text.Slice(text.LastIndexOf((byte)' ') + 1);
            case "XOAUTH2" or "OAUTHBEARER":
                return After(text, "auth=bearer "u8, 1);
            case "DIGEST-MD5":
                return After(text, "response="u8, (byte)',');
            default:
                return IsMutual(mechanism) ? After(text, ",p="u8, (byte)',') : default;
        }
    }

    /// <summary>True where one of the words is such a part.</summary>
    public static bool HasProof(ReadOnlySpan<byte> words)
    {
        while (!words.IsEmpty)
        {
            int end = words.IndexOf((byte)' ');
            if (IsProof(end < 0 ? words : words.Slice(0, end)))
            {
                return true;
            }

            words = end < 0 ? default : words.Slice(end + 1);
        }

        return false;
    }

    /// <summary>True for the server's part of a SCRAM or DIGEST-MD5 exchange, in base64 or not.</summary>
    public static bool IsProof(ReadOnlySpan<byte> word) =>
        word.Length >= ShortestProof && (IsPlainProof(word) || (Base64Text.Decode(word) is { } decoded && IsPlainProof(decoded)));

    private static bool IsPlainProof(ReadOnlySpan<byte> text) =>
        text.StartsWith("v="u8) || text.StartsWith("r="u8) || Find(text, "rspauth="u8) >= 0;

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key, byte end)
    {
        int at = Find(text, key);
        if (at < 0)
        {
            return default;
        }

        var value = text.Slice(at + key.Length);
        int length = value.IndexOf(end);
        return length < 0 ? value : value.Slice(0, length);
    }

    private static int Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => AsciiText.Lower(text).AsSpan().IndexOf(lower);
}
