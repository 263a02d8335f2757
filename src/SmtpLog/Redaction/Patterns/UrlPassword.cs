using System;
using SmtpLog.Redaction.Foreign;

namespace SmtpLog.Redaction.Patterns;

/// <summary><c>smtp://name:password@host</c> (RFC 3986, section 3.2.1). A long name without a password is a token.</summary>
internal static class UrlPassword
{
    private const int ShortestToken = 20;
    private const int Longest = 1024;

    /// <summary>The secret behind <c>//</c>, which ends at <paramref name="at"/>; an empty range where there is none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, int at, out int start, out int length)
    {
        start = length = 0;
        var rest = line.Slice(at, TokenLength(line.Slice(at)));
        int end = rest.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        var authority = end < 0 ? rest : rest.Slice(0, end);
        int colon = authority.IndexOf((byte)':');
        int host = authority.LastIndexOf((byte)'@');
        if (host < 0 && colon >= 0 && !IsPort(authority.Slice(colon + 1)))
        {
            // Not every password is escaped as it should be.
            host = rest.LastIndexOf((byte)'@');
        }

        if (host <= 0)
        {
            return false;
        }

        colon = rest.Slice(0, host).IndexOf((byte)':');
        var secret = colon >= 0 ? rest.Slice(colon + 1, host - colon - 1) : rest.Slice(0, host);
        start = at + (colon >= 0 ? colon + 1 : 0);
        length = secret.Length;
        bool isToken = colon >= 0 || (length >= ShortestToken && secret.IndexOfAny((byte)'@', (byte)'.', (byte)'%') < 0);
        return isToken && !OtherMask.Is(secret);
    }

    private static bool IsPort(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            if (value is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
        }

        return true;
    }

    private static int TokenLength(ReadOnlySpan<byte> text)
    {
        int length = 0;
        text = text.Slice(0, Math.Min(text.Length, Longest));
        int next = text.IndexOf("://"u8);
        text = next < 0 ? text : text.Slice(0, next);
        while (length < text.Length && text[length] is > (byte)' ' and not ((byte)'"' or (byte)'<' or (byte)'>' or (byte)'`'))
        {
            bool isQuote = text[length] == '\'' && (length + 1 == text.Length || text[length + 1] is <= (byte)' ' or (byte)',' or (byte)')' or (byte)']' or (byte)';' or (byte)'}');
            if (isQuote)
            {
                break;
            }

            length++;
        }

        return length;
    }
}
