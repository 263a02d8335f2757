using System;

namespace SmtpLog.Redaction.Patterns;

/// <summary><c>\0bob\0…</c>: the message of PLAIN (RFC 4616) as source code and shells write it, and swaks shows it on demand.</summary>
internal static class PlainLiteral
{
    private const int ShortestName = 2;

    /// <summary>The next password from <paramref name="at"/> on, which then stands behind it.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, ref int at, out int start, out int length)
    {
        start = length = 0;
        while (TryFindNul(line, at, out _, out int name) && TryFindNul(line, name, out int second, out start))
        {
            at = name;
            if (second - name >= ShortestName && LengthOf(line.Slice(name, second - name)) == second - name)
            {
                length = LengthOf(line.Slice(start));
                at = start + length;
                return length > 0;
            }
        }

        return false;
    }

    /// <summary><c>\0</c>, <c>\000</c>, <c>\x00</c> or <c>\u0000</c>.</summary>
    private static bool TryFindNul(ReadOnlySpan<byte> line, int from, out int start, out int end)
    {
        for (start = end = from; start < line.Length; start = end)
        {
            int next = line.Slice(start).IndexOf((byte)'\\');
            if (next < 0)
            {
                return false;
            }

            start += next;
            var escape = line.Slice(start + 1);
            int length = escape.StartsWith("u0000"u8) ? 5 : escape.StartsWith("x00"u8) || escape.StartsWith("000"u8) ? 3 : escape.StartsWith("0"u8) ? 1 : 0;
            end = start + 1 + length;
            if (length > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int LengthOf(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && text[length] is > (byte)' ' and not ((byte)'"' or (byte)'\'' or (byte)'`') && !IsLineEnd(text.Slice(length)))
        {
            length++;
        }

        return length;
    }

    private static bool IsLineEnd(ReadOnlySpan<byte> rest) => rest.StartsWith("\\r"u8) || rest.StartsWith("\\n"u8);
}
