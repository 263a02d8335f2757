using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>Numbers in sentences.</summary>
internal static class Number
{
    private const int MostDigits = 18;

    /// <summary>The first number of the text; 0 where there is none.</summary>
    public static long First(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length && !IsDigit(text[at]))
        {
            at++;
        }

        long number = 0;
        for (int start = at; at < text.Length && IsDigit(text[at]) && at - start < MostDigits; at++)
        {
            number = (number * 10) + (text[at] - '0');
        }

        return number;
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
}
