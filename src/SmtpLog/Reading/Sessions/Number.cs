using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>Numbers in sentences.</summary>
internal static class Number
{
    private const int MostDigits = 18;

    /// <summary>The first number of the text; 0 where there is none.</summary>
    public static long First(ReadOnlySpan<byte> text) => First(text, out _);

    /// <summary>The first number of the text, and how many digits it has.</summary>
    public static long First(ReadOnlySpan<byte> text, out int digits)
    {
        int start = 0;
        while (start < text.Length && !IsDigit(text[start]))
        {
            start++;
        }

        digits = 0;
        long number = 0;
        for (int at = start; at < text.Length && IsDigit(text[at]) && digits < MostDigits; at++, digits++)
        {
            number = (number * 10) + (text[at] - '0');
        }

        return number;
    }

    /// <summary>What is a number and nothing else; null where it is not.</summary>
    public static long? Only(ReadOnlySpan<byte> text) => First(text, out int digits) is var number && digits > 0 && digits == text.Length ? number : null;

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
}
