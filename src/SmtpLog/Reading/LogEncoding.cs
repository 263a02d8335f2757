using System;
using System.IO;
using System.Text;

namespace SmtpLog.Reading;

/// <summary>Finds out from the first bytes how a log is encoded. Windows PowerShell's <c>&gt;</c> writes UTF-16.</summary>
internal static class LogEncoding
{
    /// <summary>So many bytes show it.</summary>
    public const int HeadLength = 64;

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

        bool isUtf8 = IsUtf8(head.AsSpan(0, length), out int mark, out bool isBigEndian);
        var whole = new PrefixedStream(head, mark, length, stream);
        return isUtf8 ? whole : new Utf8Stream(whole, new UnicodeEncoding(isBigEndian, byteOrderMark: false));
    }

    /// <summary>True where a log that begins so need not be turned into UTF-8.</summary>
    /// <param name="head">Its first <see cref="HeadLength"/> bytes, or as many as it has.</param>
    /// <param name="mark">The length of the byte order mark.</param>
    public static bool IsUtf8(ReadOnlySpan<byte> head, out int mark) => IsUtf8(head, out mark, out _);

    private static bool IsUtf8(ReadOnlySpan<byte> head, out int mark, out bool isBigEndian)
    {
        isBigEndian = head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (head.StartsWith(Blank.ByteOrderMark))
        {
            mark = Blank.ByteOrderMark.Length;
            return true;
        }

        bool hasMark = isBigEndian || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]);
        mark = hasMark ? 2 : 0;
        return !hasMark && !LooksLikeUtf16(head, out isBigEndian);
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
