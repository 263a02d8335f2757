using System;

namespace SmtpLog;

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
            else if (text[3] is not ((byte)' ' or (byte)'\t'))
            {
                return false;
            }
        }

        code = (int)((hundreds * 100) + (tens * 10) + ones);
        return true;
    }

    /// <summary>The enhanced status code right after the code, where its class is the code's; else null.</summary>
    public static string? EnhancedCode(string text) => EnhancedCode(text, 4, text.Length > 0 ? text[0] : ' ');

    /// <summary>Takes a line apart; the code is 0 where it is not a reply, and the words then the whole line.</summary>
    public static int Split(string line, out string? enhanced, out string words, out bool isContinued)
    {
        enhanced = null;
        words = line;
        Span<byte> head = stackalloc byte[4];
        int length = Math.Min(line.Length, head.Length);
        for (int i = 0; i < length; i++)
        {
            head[i] = line[i] < 128 ? (byte)line[i] : (byte)'?';
        }

        if (!TryReadCode(head.Slice(0, length), out int code, out isContinued))
        {
            return 0;
        }

        words = Words(line.Length > 4 ? line.Substring(4) : string.Empty, line[0], out enhanced);
        return code;
    }

    /// <summary>Splits an enhanced code of the class <paramref name="class"/> off the words behind a code.</summary>
    public static string Words(string words, char @class, out string? enhanced)
    {
        enhanced = EnhancedCode(words, 0, @class);
        return enhanced is null ? words : words.Substring(enhanced.Length).TrimStart(' ', '\t');
    }

    private static string? EnhancedCode(string text, int start, char @class)
    {
        if (text.Length < start + 5 || text[start] != @class || text[start] is not ('2' or '4' or '5') || text[start + 1] != '.')
        {
            return null;
        }

        int dot = SkipDigits(text, start + 2);
        if (dot < 0 || dot >= text.Length || text[dot] != '.')
        {
            return null;
        }

        int end = SkipDigits(text, dot + 1);
        return end < 0 || (end < text.Length && text[end] is not (' ' or '\t')) ? null : text.Substring(start, end - start);
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
