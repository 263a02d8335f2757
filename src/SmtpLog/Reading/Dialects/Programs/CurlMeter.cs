using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>
/// curl's progress meter, which ends without a line end so that the next line is glued to it: numbers, three times or
/// their placeholders, and a speed of five characters.
/// </summary>
internal static class CurlMeter
{
    private const int TimeLength = 8;
    private const int SpeedLength = 6;
    private const int MostNumbers = 64;

    /// <summary>The length of the meter at the start of a line, of several one after another too; 0 where there is none.</summary>
    public static int Length(ReadOnlySpan<byte> line)
    {
        int length = 0;
        while (One(line.Slice(length)) is var next and > 0)
        {
            length += next;
        }

        return length;
    }

    private static int One(ReadOnlySpan<byte> line)
    {
        int at = 0;
        while (at < line.Length && line[at] == '\r')
        {
            at++;
        }

        int numbers = at;
        for (int times = 0; times < 3; times++)
        {
            while (!IsTime(line.Slice(at)))
            {
                bool isNumber = at < line.Length && at - numbers < MostNumbers
                    && line[at] is (byte)' ' or (byte)'.' or (byte)'k' or (byte)'M' or (byte)'G' or (byte)'T' or (byte)'P' or (>= (byte)'0' and <= (byte)'9');
                if (!isNumber)
                {
                    return 0;
                }

                at++;
            }

            // A time is what three columns end with; in front of the first one stand numbers.
            if (at == numbers)
            {
                return 0;
            }

            at += TimeLength;
        }

        // Never through the middle of a character.
        int end = at;
        while (end < line.Length && end < at + SpeedLength && line[end] < 0x80)
        {
            end++;
        }

        return end;
    }

    private static bool IsTime(ReadOnlySpan<byte> text)
    {
        if (text.Length < TimeLength)
        {
            return false;
        }

        for (int i = 0; i < TimeLength; i++)
        {
            bool fits = i is 2 or 5 ? text[i] == ':'
                : text[i] is (byte)'-' or (>= (byte)'0' and <= (byte)'9') || (i == 0 && text[i] == ' ');
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}
