using System;
using SmtpLog.Redaction.Foreign;

namespace SmtpLog.Redaction.Patterns;

/// <summary>How far a value goes that follows its name in what a program printed.</summary>
internal readonly struct SecretValue
{
    public int Start { get; private init; }

    public int End { get; private init; }

    /// <summary>True where quotes leave no doubt about it.</summary>
    public bool IsQuoted { get; private init; }

    public bool IsEmpty => End <= Start;

    /// <summary>The value that begins at <paramref name="at"/>.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Behind the name and the mark that follows it.</param>
    /// <param name="isWholeLine">True where nothing but the name stands before it: without quotes it goes to the end.</param>
    public static SecretValue Read(ReadOnlySpan<byte> line, int at, bool isWholeLine)
    {
        bool hasPrefix = at + 1 < line.Length && line[at + 1] is (byte)'"' or (byte)'\'' && line[at] is (byte)'b' or (byte)'B' or (byte)'u' or (byte)'r' or (byte)'f' or (byte)'@' or (byte)'$';
        at += hasPrefix ? 1 : 0;
        int slashes = Count(line, at, (byte)'\\');
        int quote = at + slashes;
        return quote < line.Length && line[quote] is (byte)'"' or (byte)'\'' or (byte)'`' ? Quoted(line, quote, slashes)
            : Entity(line, at) is var entity and > 0 ? Until(line, at + entity, line.Slice(at, entity))
            : isWholeLine ? Trimmed(line, at, line.Length)
            : Word(line, at);
    }

    /// <summary>The length of an entity that stands for a quote.</summary>
    public static int Entity(ReadOnlySpan<byte> line, int at)
    {
        var rest = line.Slice(at);
        return rest.StartsWith("&quot;"u8) || rest.StartsWith("&#039;"u8) || rest.StartsWith("&apos;"u8) ? 6
            : rest.StartsWith("&#39;"u8) || rest.StartsWith("&#34;"u8) ? 5
            : 0;
    }

    /// <summary>Up to the first <paramref name="mark"/>.</summary>
    public static SecretValue Until(ReadOnlySpan<byte> line, int start, ReadOnlySpan<byte> mark)
    {
        int length = line.Slice(start).IndexOf(mark);
        return new() { Start = start, End = length < 0 ? line.Length : start + length, IsQuoted = true };
    }

    private static SecretValue Quoted(ReadOnlySpan<byte> line, int at, int slashes)
    {
        byte quote = line[at];
        int start = at + 1;
        if (start < line.Length && line[start] == quote && slashes == 0)
        {
            // Nothing between two quotes; or, inside of comma-separated values, one that is doubled.
            bool isDoubled = start + 1 < line.Length && !IsDelimiter(line[start + 1]);
            return isDoubled ? Until(line, start + 1, line.Slice(at, 2)) : new() { Start = start, End = start };
        }

        int run = 0;
        for (int i = start; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                run++;
                continue;
            }

            // A quote inside has more backslashes than those at both ends.
            if (line[i] == quote && (run <= slashes || (run - slashes) % (2 * (slashes + 1)) == 0))
            {
                bool isDoubled = run == 0 && i > start && i + 1 < line.Length && line[i + 1] == quote;
                if (!isDoubled)
                {
                    return new() { Start = start, End = i - Math.Min(run, slashes), IsQuoted = true };
                }

                i++;
            }

            run = 0;
        }

        return Trimmed(line, start, line.Length);
    }

    private static SecretValue Word(ReadOnlySpan<byte> line, int at)
    {
        int end = at;
        while (end < line.Length && line[end] is > (byte)' ' and not ((byte)'"' or (byte)'\'' or (byte)'`' or (byte)'<' or (byte)'>'))
        {
            if (line[end] is (byte)',' or (byte)';' or (byte)'&' or (byte)')' or (byte)'}' or (byte)']' && EndsAt(line, end + 1))
            {
                break;
            }

            end++;
        }

        // A mask of another tool has brackets of its own.
        int close = at < line.Length && line[at] == '<' ? line.Slice(at).IndexOf((byte)'>') : at < line.Length && line[at] is (byte)'(' or (byte)'[' ? line.Slice(at).IndexOfAny((byte)')', (byte)']') : -1;
        if (close > 0 && OtherMask.Is(line.Slice(at, close + 1)))
        {
            return new() { Start = at, End = at + close + 1 };
        }

        return Trimmed(line, at, end);
    }

    /// <summary>True where a mark of punctuation before <paramref name="at"/> ends the value: nothing follows, or another name.</summary>
    private static bool EndsAt(ReadOnlySpan<byte> line, int at)
    {
        if (at >= line.Length || IsDelimiter(line[at]) || line[at] is (byte)'"' or (byte)'\'' or (byte)'<')
        {
            return true;
        }

        int end = at;
        while (end < line.Length && IsNameByte(line[end]))
        {
            end++;
        }

        return end > at && end < line.Length && line[end] is (byte)'=' or (byte)':';
    }

    /// <summary>Without blanks at the end, and without line ends as code has them.</summary>
    private static SecretValue Trimmed(ReadOnlySpan<byte> line, int start, int end)
    {
        while (end > start && line[end - 1] <= ' ')
        {
            end--;
        }

        while (end - start >= 2 && line[end - 2] == '\\' && line[end - 1] is (byte)'r' or (byte)'n')
        {
            end -= 2;
        }

        return new() { Start = start, End = end };
    }

    private static bool IsDelimiter(byte value) => value is <= (byte)' ' or (byte)',' or (byte)';' or (byte)')' or (byte)']' or (byte)'}' or (byte)'.';

    private static bool IsNameByte(byte value) => value is (byte)'_' or (byte)'-' or (>= (byte)'0' and <= (byte)'9') || (value | 0x20) is >= 'a' and <= 'z';

    private static int Count(ReadOnlySpan<byte> line, int at, byte value)
    {
        int count = 0;
        while (at + count < line.Length && line[at + count] == value)
        {
            count++;
        }

        return count;
    }
}
