using System;

namespace SmtpLog.Redaction;

/// <summary>What strings can do, for bytes of any encoding that has ASCII in it.</summary>
internal static class AsciiText
{
    public static byte Lower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    public static byte[] Lower(ReadOnlySpan<byte> text)
    {
        byte[] lower = new byte[text.Length];
        for (int i = 0; i < lower.Length; i++)
        {
            lower[i] = Lower(text[i]);
        }

        return lower;
    }

    /// <summary>True where <paramref name="text"/> has <paramref name="lower"/>, which is in lower case, at <paramref name="at"/>.</summary>
    public static bool HasAt(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> lower)
    {
        if (text.Length - at < lower.Length)
        {
            return false;
        }

        for (int i = 0; i < lower.Length; i++)
        {
            if (Lower(text[at + i]) != lower[i])
            {
                return false;
            }
        }

        return true;
    }

    public static ReadOnlySpan<byte> WithoutStart(this ReadOnlySpan<byte> text, ReadOnlySpan<byte> any)
    {
        int start = 0;
        while (start < text.Length && any.IndexOf(text[start]) >= 0)
        {
            start++;
        }

        return text.Slice(start);
    }

    public static ReadOnlySpan<byte> WithoutEnd(this ReadOnlySpan<byte> text, ReadOnlySpan<byte> any)
    {
        int end = text.Length;
        while (end > 0 && any.IndexOf(text[end - 1]) >= 0)
        {
            end--;
        }

        return text.Slice(0, end);
    }
}
