using System;
using System.IO;
using System.Text;

namespace SmtpLog.Reading;

/// <summary>Finds out from the first bytes how a log is encoded. Windows PowerShell's <c>&gt;</c> writes UTF-16.</summary>
internal static class LogEncoding
{
    private const int HeadLength = 64;

    /// <summary>The same log in UTF-8 without byte order mark.</summary>
    public static Stream Open(Stream stream)
    {
        byte[] head = new byte[HeadLength];
        int length = 0;
        while (length < HeadLength)
        {
            int read = stream.Read(head, length, HeadLength - length);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        ReadOnlySpan<byte> seen = head.AsSpan(0, length);
        if (seen.StartsWith(Blank.ByteOrderMark))
        {
            return new PrefixedStream(head, Blank.ByteOrderMark.Length, length, stream);
        }

        bool isBigEndian = seen.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        bool hasMark = isBigEndian || seen.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]);
        if (!hasMark && !LooksLikeUtf16(seen, out isBigEndian))
        {
            return new PrefixedStream(head, 0, length, stream);
        }

        var encoding = new UnicodeEncoding(isBigEndian, byteOrderMark: false);
        return new Utf8Stream(new PrefixedStream(head, hasMark ? 2 : 0, length, stream), encoding);
    }

    /// <summary>A log begins with digits and a date: in UTF-16 every other byte of that is NUL.</summary>
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> head, out bool isBigEndian)
    {
        int little = 0;
        int big = 0;
        int pairs = head.Length / 2;
        for (int i = 0; i < pairs; i++)
        {
            byte first = head[2 * i];
            byte second = head[(2 * i) + 1];
            little += first != 0 && second == 0 ? 1 : 0;
            big += first == 0 && second != 0 ? 1 : 0;
        }

        isBigEndian = big > little;
        return pairs >= 4 && Math.Max(little, big) * 4 >= pairs * 3;
    }
}
