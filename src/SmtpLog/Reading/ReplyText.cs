using System;

namespace SmtpLog.Reading;

/// <summary>The fixed part of a reply line: <c>250-</c>, <c>535 5.7.8</c> (RFC 5321, section 4.2; RFC 2034).</summary>
internal static class ReplyText
{
    /// <summary>Three digits, alone or before a blank or a hyphen.</summary>
    public static bool TryReadCode(ReadOnlySpan<byte> text, out int code, out bool isContinued)
    {
        isContinued = false;
        code = 0;
        if (text.Length < 3)
        {
            return false;
        }

        uint hundreds = (uint)(text[0] - '0');
        uint tens = (uint)(text[1] - '0');
        uint ones = (uint)(text[2] - '0');
        if (hundreds is 0 or > 9 || tens > 9 || ones > 9)
        {
            return false;
        }

        if (text.Length > 3)
        {
            if (text[3] == '-')
            {
                isContinued = true;
            }
            else if (!Blank.Is(text[3]))
            {
                return false;
            }
        }

        code = (int)((hundreds * 100) + (tens * 10) + ones);
        return true;
    }

    /// <summary>The enhanced status code right after the code, where its class is the code's; else null.</summary>
    public static string? EnhancedCode(string text)
    {
        const int Start = 4;
        if (text.Length < Start + 5 || text[Start] != text[0] || text[Start] is not ('2' or '4' or '5') || text[Start + 1] != '.')
        {
            return null;
        }

        int dot = SkipDigits(text, Start + 2);
        if (dot < 0 || dot >= text.Length || text[dot] != '.')
        {
            return null;
        }

        int end = SkipDigits(text, dot + 1);
        return end < 0 || (end < text.Length && text[end] is not (' ' or '\t')) ? null : text.Substring(Start, end - Start);
    }

    /// <summary>Past one to three digits; -1 where there are none or more.</summary>
    private static int SkipDigits(string text, int start)
    {
        int at = start;
        while (at < text.Length && text[at] is >= '0' and <= '9')
        {
            at++;
        }

        return at - start is >= 1 and <= 3 ? at : -1;
    }
}
