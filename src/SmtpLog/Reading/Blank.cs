using System;

namespace SmtpLog.Reading;

/// <summary>Bytes that carry nothing: blanks, the carriage return, what a crash leaves behind (NUL), and a byte order mark.</summary>
internal static class Blank
{
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static bool Is(byte value) => value is 0 or (byte)' ' or (>= 9 and <= 13);

    /// <summary>How many such bytes stand in front.</summary>
    public static int CountLeading(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length)
        {
            if (Is(text[at]))
            {
                at++;
            }
            else if (text.Slice(at).StartsWith(ByteOrderMark))
            {
                at += ByteOrderMark.Length;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        int length = text.Length;
        while (length > 0 && Is(text[length - 1]))
        {
            length--;
        }

        return text.Slice(0, length);
    }
}
