using System;

namespace SmtpLog.Protection;

/// <summary>Finds mail addresses (RFC 5321, RFC 6531) in any text of a log.</summary>
internal static class MailAddressFinder
{
    private const int LongestLocal = 256;
    private const int LongestLiteral = 64;

    /// <summary>What URLs have in the place of the <c>@</c>.</summary>
    private static ReadOnlySpan<byte> EscapedAt => "%40"u8;

    /// <summary>The next address in a part of the text whose <c>@</c> stands at <paramref name="at"/> or later.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int from, int to, ref int at, out Place place)
    {
        var part = text.Slice(0, to);
        while (at < to)
        {
            int next = part.Slice(at).IndexOfAny((byte)'@', (byte)'%');
            if (next < 0)
            {
                break;
            }

            at += next;
            bool isEscaped = part[at] == '%';
            if (!isEscaped || part.Slice(at).StartsWith(EscapedAt))
            {
                int domain = at + (isEscaped ? EscapedAt.Length : 1);
                int end = EndOfDomain(part, domain);
                int start = end == domain ? at : isEscaped ? StartOfEscaped(part, from, at) : StartOfLocal(part, from, at);
                if (start < at && (isEscaped || !IsHostOfUrl(text, start, at)))
                {
                    place = new Place { Start = start, At = at, Domain = domain, End = end };
                    return true;
                }
            }

            at++;
        }

        place = default;
        return false;
    }

    /// <summary>Marks every address of the text.</summary>
    public static void MarkAll(ReadOnlySpan<byte> text, Span<bool> marks)
    {
        int from = 0;
        for (int at = 0; TryFind(text, from, text.Length, ref at, out Place place);)
        {
            marks.Slice(place.Start, place.End - place.Start).Fill(true);
            from = at = place.End;
        }
    }

    private static int EndOfDomain(ReadOnlySpan<byte> text, int start)
    {
        if (start < text.Length && text[start] == '[')
        {
            int length = text.Slice(start).IndexOfAny((byte)']', (byte)'\r', (byte)'\n');
            return length is > 1 and < LongestLiteral && text[start + length] == ']' ? start + length + 1 : start;
        }

        int end = start;
        while (end < text.Length && (IsLetterOrDigit(text[end]) || text[end] is (byte)'.' or (byte)'-' or (byte)'_' || IsForeign(text, end)))
        {
            end++;
        }

        while (end > start && text[end - 1] is (byte)'.' or (byte)'-' or (byte)'_')
        {
            end--;
        }

        return end > start && text[start] is not ((byte)'.' or (byte)'-') ? end : start;
    }

    /// <summary>In a URL: other escapes, such as <c>%3C</c>, are the text's.</summary>
    private static int StartOfEscaped(ReadOnlySpan<byte> text, int from, int at)
    {
        int start = at;
        while (start > from && at - start < LongestLocal && (IsLetterOrDigit(text[start - 1]) || text[start - 1] is (byte)'.' or (byte)'+' or (byte)'-' or (byte)'_'))
        {
            start--;
        }

        return start > from && text[start - 1] == '%' ? Math.Min(at, start + 2) : start;
    }

    private static int StartOfLocal(ReadOnlySpan<byte> text, int from, int at)
    {
        if (at > from && text[at - 1] == '"')
        {
            return StartOfQuoted(text, from, at);
        }

        // Between angle brackets all is the address's; elsewhere other marks are the text's.
        int bracket = text.Slice(from, at - from).LastIndexOf((byte)'<') + 1;
        bool isBracketed = bracket > 0 && at - from - bracket <= LongestLocal && IsAll(text.Slice(from + bracket, at - from - bracket));
        if (isBracketed)
        {
            return from + bracket;
        }

        int start = at;
        while (start > from && at - start < LongestLocal && (IsLetterOrDigit(text[start - 1]) || ".+-_='~$%#*".IndexOf((char)text[start - 1]) >= 0 || IsForeign(text, start - 1)))
        {
            start--;
        }

        start = SkipEscape(text, start, at);
        start = SkipName(text, start, at);
        while (start < at && text[start] is (byte)'\'' or (byte)'.' or (byte)'*' or (byte)'=' or (byte)'-' or (byte)'+')
        {
            start++;
        }

        return start;
    }

    /// <summary><c>"john doe"@</c>, whose quotes may have a backslash before them, or be doubled.</summary>
    private static int StartOfQuoted(ReadOnlySpan<byte> text, int from, int at)
    {
        int close = at - 1;
        int marks = close > from && text[close - 1] is (byte)'\\' or (byte)'"' ? 2 : 1;
        for (int open = close - marks; open >= from && close - open <= LongestLocal && text[open] is not ((byte)'\r' or (byte)'\n'); open--)
        {
            bool isOpen = text[open] == '"' && (marks == 1 ? open == from || text[open - 1] != '\\' : open > from && text[open - 1] == text[close - 1]);
            if (isOpen)
            {
                int start = open - (marks - 1);
                return start == from || IsBeforeQuote(text, start) ? start : at;
            }
        }

        return at;
    }

    /// <summary>False where the quote more likely ends something else, as in <c>"a","@b"</c>.</summary>
    private static bool IsBeforeQuote(ReadOnlySpan<byte> text, int start) =>
        text[start - 1] is <= (byte)' ' or (byte)'<' or (byte)':' or (byte)'(' or (byte)'[' or (byte)'=' or (byte)';' or (byte)'\'' or (byte)'+'
        || (start >= 6 && text[start - 6] == '\\' && text[start - 5] == 'u') || (start >= 4 && text[start - 4] == '\\' && text[start - 3] == 'x');

    /// <summary>What stands behind a backslash belongs to an escape: <c>\n</c>, <c>\u003c</c>, <c>\x3c</c>.</summary>
    private static int SkipEscape(ReadOnlySpan<byte> text, int start, int at)
    {
        if (start == 0 || text[start - 1] != '\\')
        {
            return start;
        }

        int length = text[start] switch
        {
            (byte)'u' => 5,
            (byte)'x' => 3,
            (byte)'n' or (byte)'r' or (byte)'t' => 1,
            _ => 0,
        };
        return start + length < at ? start + length : start;
    }

    /// <summary><c>from=</c>, <c>user=</c> and the like.</summary>
    private static int SkipName(ReadOnlySpan<byte> text, int start, int at)
    {
        int end = start;
        while (end < at && ((text[end] | 0x20) is >= 'a' and <= 'z' || text[end] == '_'))
        {
            end++;
        }

        return end > start && end < at && text[end] == '=' ? end + 1 : start;
    }

    /// <summary>True for <c>smtp://name@host</c>, which is no address; the name before the last <c>@</c> may be one.</summary>
    private static bool IsHostOfUrl(ReadOnlySpan<byte> text, int start, int at)
    {
        int word = start;
        while (word > 0 && start - word < LongestLocal && text[word - 1] > ' ' && text[word - 1] is not ((byte)'"' or (byte)'\'' or (byte)'<'))
        {
            word--;
        }

        int authority = text.Slice(word, start - word).LastIndexOf("//"u8);
        if (authority < 0 || text.Slice(word + authority + 2, start - word - authority - 2).IndexOfAny((byte)'/', (byte)'?', (byte)'#') >= 0)
        {
            return false;
        }

        int end = at + 1;
        while (end < text.Length && end - at < LongestLocal && text[end] > ' ' && text[end] is not ((byte)'/' or (byte)'?' or (byte)'#' or (byte)'"' or (byte)'\'' or (byte)'>'))
        {
            end++;
        }

        return text.Slice(at + 1, end - at - 1).IndexOf((byte)'@') < 0;
    }

    private static bool IsAll(ReadOnlySpan<byte> local)
    {
        foreach (byte value in local)
        {
            if (value is <= (byte)' ' or (byte)'"' or (byte)'(' or (byte)')' or (byte)',' or (byte)':' or (byte)';' or (byte)'<' or (byte)'>' or (byte)'@' or (byte)'[' or (byte)']' or (byte)'\\')
            {
                return false;
            }
        }

        return !local.IsEmpty;
    }

    private static bool IsLetterOrDigit(byte value) => (value | 0x20) is >= 'a' and <= 'z' || value is >= (byte)'0' and <= (byte)'9';

    /// <summary>Part of a character beyond ASCII, but not of punctuation (U+2000 to U+206F, U+3000 to U+303F), control pictures, U+FFFD or U+FEFF.</summary>
    private static bool IsForeign(ReadOnlySpan<byte> text, int at)
    {
        if (text[at] < 0x80)
        {
            return false;
        }

        int lead = at;
        while (lead > 0 && at - lead < 2 && (text[lead] & 0xC0) == 0x80)
        {
            lead--;
        }

        var character = text.Slice(lead);
        return !(character.StartsWith((ReadOnlySpan<byte>)[0xE2, 0x80]) || character.StartsWith((ReadOnlySpan<byte>)[0xE2, 0x81])
            || character.StartsWith((ReadOnlySpan<byte>)[0xE2, 0x90]) || character.StartsWith((ReadOnlySpan<byte>)[0xE3, 0x80])
            || character.StartsWith("\uFFFD"u8) || character.StartsWith("\uFEFF"u8));
    }

    /// <summary>An address in a text.</summary>
    internal readonly struct Place
    {
        public int Start { get; init; }

        /// <summary>Where the <c>@</c>, or what stands for it, begins.</summary>
        public int At { get; init; }

        /// <summary>Behind that.</summary>
        public int Domain { get; init; }

        public int End { get; init; }
    }
}
