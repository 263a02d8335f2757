using System;
using System.Text;

namespace SmtpLog.Redaction.Foreign;

/// <summary>
/// What tools write in the place of a secret: asterisks, <c>&lt;hidden&gt;</c>, <c>[some authentication data]</c>,
/// <c>REDACTED</c>. It is no secret, and stays as it is.
/// </summary>
internal static class OtherMask
{
    private const int Longest = 64;

    private static readonly byte[][] s_words = Words(
        "hidden", "redact", "mask", "remov", "omit", "filter", "suppress", "censor", "scrub", "sanit", "obfus", "protected",
        "not shown", "not set", "not logged", "secret", "credential", "auth", "password", "token", "binary data", "***", "\u2022", "\u25CF");

    private static readonly byte[][] s_alone = Words(
        "redacted", "hidden", "masked", "removed", "filtered", "provided_but_removed", "null", "none", "nil", "undefined", "true", "false");

    /// <summary>True for such a text as a whole, for nothing at all too.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        text = text.WithoutStart(" \t\r\0"u8).WithoutEnd(" \t\r\0"u8);
        return text.IsEmpty || IsDots(text) || (text.Length <= Longest && (IsBracketed(text) || IsAlone(text)));
    }

    /// <summary>True for what shows a part of a secret and hides the rest: nobody will find the whole by it.</summary>
    public static bool IsIn(ReadOnlySpan<byte> text) => text.IndexOf("***"u8) >= 0;

    /// <summary>Asterisks or bullets alone, or an ellipsis.</summary>
    private static bool IsDots(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("..."u8) || text.SequenceEqual("\u2026"u8))
        {
            return true;
        }

        while (!text.IsEmpty)
        {
            int length = text[0] == '*' ? 1 : text.StartsWith("\u2022"u8) || text.StartsWith("\u25CF"u8) ? 3 : 0;
            if (length == 0)
            {
                return false;
            }

            text = text.Slice(length);
        }

        return true;
    }

    private static bool IsBracketed(ReadOnlySpan<byte> text)
    {
        bool isBracketed = (text[0], text[text.Length - 1]) is ((byte)'<', (byte)'>') or ((byte)'[', (byte)']') or ((byte)'(', (byte)')') or ((byte)'{', (byte)'}');
        if (!isBracketed || text.Length < 3)
        {
            return false;
        }

        var inner = text.Slice(1, text.Length - 2);
        foreach (byte value in inner)
        {
            bool isPlain = (value | 0x20) is >= 'a' and <= 'z' || value is (byte)' ' or (byte)'-' or (byte)'_' or (byte)'*' or >= 0x80;
            if (!isPlain)
            {
                return false;
            }
        }

        byte[] lower = AsciiText.Lower(inner);
        return Array.Exists(s_words, word => lower.AsSpan().IndexOf(word) >= 0);
    }

    private static bool IsAlone(ReadOnlySpan<byte> text)
    {
        text = text.WithoutStart("*"u8).WithoutEnd("*"u8);
        foreach (byte[] word in s_alone)
        {
            if (text.Length == word.Length && AsciiText.HasAt(text, 0, word))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[][] Words(params string[] words) => Array.ConvertAll(words, Encoding.UTF8.GetBytes);
}
