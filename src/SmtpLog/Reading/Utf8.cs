using System;
using System.Text;

namespace SmtpLog.Reading;

/// <summary>UTF-8 in spans, which netstandard2.0 decodes through pointers only.</summary>
internal static class Utf8
{
    /// <summary>Bytes that are not UTF-8 become U+FFFD.</summary>
    public static unsafe string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return string.Empty;
        }

        fixed (byte* first = bytes)
        {
            return Encoding.UTF8.GetString(first, bytes.Length);
        }
    }

    /// <summary>True where the text starts with the ASCII letters of <paramref name="lowerCase"/>, in any case.</summary>
    public static bool StartsWithIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase)
    {
        if (text.Length < lowerCase.Length)
        {
            return false;
        }

        for (int i = 0; i < lowerCase.Length; i++)
        {
            byte value = text[i];
            if (value is >= (byte)'A' and <= (byte)'Z')
            {
                value |= 0x20;
            }

            if (value != lowerCase[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True where the text ends with the ASCII letters of <paramref name="lowerCase"/>, in any case.</summary>
    public static bool EndsWithIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase) =>
        text.Length >= lowerCase.Length && StartsWithIgnoreCase(text.Slice(text.Length - lowerCase.Length), lowerCase);
}
