using System;

namespace SmtpLog.Reading;

/// <summary>Finds out from the first bytes how a log is encoded. Windows PowerShell's <c>&gt;</c> writes UTF-16.</summary>
internal static class LogEncoding
{
    /// <summary>So many bytes show it.</summary>
    public const int HeadLength = 64;

    private const int FewestPairs = 4;

    /// <summary>True where more bytes would not change the answer, or hardly: there is a line to be read.</summary>
    /// <param name="head">The first bytes of a log that is still short.</param>
    public static bool IsClear(ReadOnlySpan<byte> head) => head.Length == HeadLength
        || (head.Length > 1 && head.IndexOf((byte)'\n') >= 0 && (head.Length >= 2 * FewestPairs || head.IndexOf((byte)0) < 0));

    /// <summary>True where a log that begins so need not be turned into UTF-8.</summary>
    /// <param name="head">Its first <see cref="HeadLength"/> bytes, or as many as it has.</param>
    /// <param name="mark">The length of the byte order mark.</param>
    public static bool IsUtf8(ReadOnlySpan<byte> head, out int mark) => IsUtf8(head, out mark, out _);

    /// <summary>The same, with the order of the bytes where it is false.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> head, out int mark, out bool isBigEndian)
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
        return pairs >= FewestPairs && Math.Max(little, big) * 4 >= pairs * 3;
    }
}
