using System;

namespace SmtpLog.Redaction;

/// <summary>The codes at the start of a reply, which are never masked: a password may be <c>250</c>.</summary>
internal static class ReplyPrefix
{
    private const int LongestNumber = 3;

    /// <summary>Of a line on the wire: <c>250-</c>, <c>535 5.7.8</c>.</summary>
    public static int Length(ReadOnlySpan<byte> line)
    {
        if (line.Length < 3 || !IsDigit(line, 0) || !IsDigit(line, 1) || !IsDigit(line, 2))
        {
            return 0;
        }

        if (line.Length == 3)
        {
            return 3;
        }

        return line[3] is (byte)' ' or (byte)'-' or (byte)'\t' ? 4 + EnhancedLength(line.Slice(4)) : 0;
    }

    /// <summary>Of an enhanced code (RFC 3463) that words begin with; 0 where there is none.</summary>
    public static int EnhancedLength(ReadOnlySpan<byte> words)
    {
        int end = 1;
        bool isCode = words.Length >= 5 && words[0] is (byte)'2' or (byte)'4' or (byte)'5'
            && SkipNumber(words, ref end) && SkipNumber(words, ref end)
            && (end == words.Length || words[end] is (byte)' ' or (byte)'\t');
        return isCode ? end : 0;
    }

    private static bool SkipNumber(ReadOnlySpan<byte> text, ref int at)
    {
        if (at >= text.Length || text[at] != '.')
        {
            return false;
        }

        int first = ++at;
        while (IsDigit(text, at))
        {
            at++;
        }

        return at - first is >= 1 and <= LongestNumber;
    }

    private static bool IsDigit(ReadOnlySpan<byte> line, int at) => at < line.Length && line[at] is >= (byte)'0' and <= (byte)'9';
}
