using System;

namespace SmtpLog.Redaction.Patterns;

/// <summary>What stands between a name and its value: <c>password = </c>, <c>"password":</c>, <c>['password'] =&gt; </c>, <c>--password </c>.</summary>
internal static class KeyValue
{
    private const int LongestVisibility = 256;

    /// <summary>Where the value begins: at the end of the line where it is on the next one; -1 where the word has none.</summary>
    public static int FindValue(ReadOnlySpan<byte> line, int start, int end)
    {
        if (start > 0 && line[start - 1] == '<' && end < line.Length && line[end] == '>')
        {
            return end + 1;
        }

        int at = SkipClosing(line, end);
        int mark = SkipBlanks(line, at);
        int length = Separator(line.Slice(mark));
        return length > 0 ? SkipBlanks(line, mark + length)
            : mark >= line.Length ? -1
            : at > end ? FindArgument(line, start, mark)
            : mark == at ? FindCall(line, mark)
            : FindWord(line, start, mark);
    }

    /// <summary>False where quotes, or what a mark-up writes for them, say where the name ends: then they say it of the value too.</summary>
    public static bool IsBare(ReadOnlySpan<byte> line, int end) => end >= line.Length || (line[end] is not ((byte)'"' or (byte)'\'' or (byte)'`' or (byte)'\\') && SecretValue.Entity(line, end) == 0);

    /// <summary>True where the name is the first word of the line.</summary>
    public static bool IsFirstWord(ReadOnlySpan<byte> line, int start)
    {
        foreach (byte value in line.Slice(0, start))
        {
            if (IsInWord(value))
            {
                return false;
            }
        }

        return true;
    }

    public static int SkipBlanks(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            at++;
        }

        return at;
    }

    /// <summary><c>define('SMTP_PASS', '…')</c>, <c>key="Password" value="…"</c>.</summary>
    private static int FindArgument(ReadOnlySpan<byte> line, int start, int mark)
    {
        if (AsciiText.HasAt(line, mark, "value="u8))
        {
            return mark + 6;
        }

        bool isFirst = start > 0 && line.Slice(0, start - 1).WithoutEnd(" \t"u8).EndsWith("("u8);
        int next = line[mark] == ',' && isFirst ? SkipBlanks(line, mark + 1) : line.Length;
        return next < line.Length && IsQuote(line[next]) ? next : -1;
    }

    /// <summary><c>setPassword('…')</c>.</summary>
    private static int FindCall(ReadOnlySpan<byte> line, int mark)
    {
        int next = line[mark] == '(' ? SkipBlanks(line, mark + 1) : line.Length;
        return next < line.Length && IsQuote(line[next]) ? next : -1;
    }

    /// <summary><c>with password 'x'</c>, <c>login bob password x</c>, <c>--password x</c>; or nothing but the name and a word that is hardly one.</summary>
    private static int FindWord(ReadOnlySpan<byte> line, int start, int mark)
    {
        if (AsciiText.HasAt(line, mark, "is "u8) || AsciiText.HasAt(line, mark, "-string "u8))
        {
            mark = SkipBlanks(line, mark + (line[mark] == '-' ? 8 : 3));
        }

        bool isQuoted = mark + 1 < line.Length && IsQuote(line[mark]) && line[mark + 1] != ' ';
        bool isOption = mark < line.Length && line[mark] != '-' && (IsOption(line, start) || AsciiText.HasAt(line, start, "convertto-"u8));
        return isQuoted || isOption || IsBehindLogin(line.Slice(0, start)) || IsMixed(line.Slice(mark)) ? mark : -1;
    }

    /// <summary>True where the name is an option of a command: <c>--password</c>.</summary>
    public static bool IsOption(ReadOnlySpan<byte> line, int start) => line[start] == '-' && (start == 0 || !IsInWord(line[start - 1]));

    /// <summary>True for a single word of letters and digits.</summary>
    private static bool IsMixed(ReadOnlySpan<byte> rest)
    {
        bool hasDigit = false;
        bool hasLetter = false;
        foreach (byte value in rest.WithoutEnd(" \t\r"u8))
        {
            hasDigit |= value is >= (byte)'0' and <= (byte)'9';
            hasLetter |= (value | 0x20) is >= 'a' and <= 'z';
            if (value <= ' ')
            {
                return false;
            }
        }

        return hasDigit && hasLetter;
    }

    private static bool IsQuote(byte value) => value is (byte)'"' or (byte)'\'';

    /// <summary>As in a file .netrc: <c>machine mx login bob password x</c>.</summary>
    private static bool IsBehindLogin(ReadOnlySpan<byte> before)
    {
        before = before.WithoutEnd(" \t"u8);
        int word = before.LastIndexOf((byte)' ');
        return word > 0 && before.Slice(0, word).WithoutEnd(" "u8).EndsWith("login"u8);
    }

    private static int SkipClosing(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length)
        {
            int length = line[at] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)']' or (byte)'\\' ? 1 : SecretValue.Entity(line, at);
            if (length == 0)
            {
                break;
            }

            at += length;
        }

        return at + VisibilityLength(line.Slice(at));
    }

    /// <summary>What PHP writes behind the name of a property that is not public: <c>["password":protected]</c>, <c>[password:Transport:private]</c>.</summary>
    private static int VisibilityLength(ReadOnlySpan<byte> rest)
    {
        int end = rest.StartsWith(":"u8) ? rest.Slice(0, Math.Min(rest.Length, LongestVisibility)).IndexOf((byte)']') : -1;
        return end > 0 && (rest.Slice(0, end).EndsWith(":protected"u8) || rest.Slice(0, end).EndsWith(":private"u8)) ? end + 1 : 0;
    }

    private static int Separator(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("=&gt;"u8) ? 5
        : rest.StartsWith("%3D"u8) || rest.StartsWith("%3d"u8) ? 3
        : rest.StartsWith("=>"u8) || rest.StartsWith(":="u8) || rest.StartsWith("->"u8) ? 2
        : rest.StartsWith("::"u8) || rest.StartsWith("=="u8) || rest.StartsWith("://"u8) ? 0
        : rest.StartsWith(":"u8) || rest.StartsWith("="u8) ? 1
        : 0;

    private static bool IsInWord(byte value) => value >= 0x80 || (value | 0x20) is >= 'a' and <= 'z' || value is >= (byte)'0' and <= (byte)'9';
}
