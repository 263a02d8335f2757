using System;
using SmtpLog.Lines;

namespace SmtpLog.Protection;

/// <summary>
/// UTF-16 as UTF-8 and back, without loss: half a surrogate pair, which UTF-8 does not allow, is written like any other
/// character of three bytes.
/// </summary>
internal static class Utf16
{
    /// <summary>Appends all but a first half whose second half may come: the number of units that were taken is given.</summary>
    public static int Encode(ReadOnlySpan<char> units, bool isLast, ByteBuffer target)
    {
        for (int at = 0; at < units.Length; at++)
        {
            char unit = units[at];
            if (unit < 0x80)
            {
                target.Append((byte)unit);
                continue;
            }

            if (char.IsHighSurrogate(unit) && at + 1 == units.Length && !isLast)
            {
                return at;
            }

            if (char.IsHighSurrogate(unit) && at + 1 < units.Length && char.IsLowSurrogate(units[at + 1]))
            {
                int code = char.ConvertToUtf32(unit, units[++at]);
                target.Append((byte)(0xF0 | (code >> 18)));
                target.Append((byte)(0x80 | ((code >> 12) & 0x3F)));
                target.Append((byte)(0x80 | ((code >> 6) & 0x3F)));
                target.Append((byte)(0x80 | (code & 0x3F)));
                continue;
            }

            if (unit < 0x800)
            {
                target.Append((byte)(0xC0 | (unit >> 6)));
            }
            else
            {
                target.Append((byte)(0xE0 | (unit >> 12)));
                target.Append((byte)(0x80 | ((unit >> 6) & 0x3F)));
            }

            target.Append((byte)(0x80 | (unit & 0x3F)));
        }

        return units.Length;
    }

    /// <summary>The units of what <see cref="Encode"/> wrote, from which nothing but whole characters was taken; gives their number.</summary>
    public static int Decode(ReadOnlySpan<byte> text, Span<char> target)
    {
        int length = 0;
        for (int at = 0; at < text.Length;)
        {
            byte first = text[at];
            int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
            int code = more == 0 ? first : first & (0x3F >> more);
            for (int i = 1; i <= more && at + i < text.Length; i++)
            {
                code = (code << 6) | (text[at + i] & 0x3F);
            }

            at += 1 + more;
            if (code > 0xFFFF)
            {
                target[length++] = (char)(0xD800 + ((code - 0x10000) >> 10));
                code = 0xDC00 + ((code - 0x10000) & 0x3FF);
            }

            target[length++] = (char)code;
        }

        return length;
    }
}
