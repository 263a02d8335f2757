using System;

namespace SmtpLog.Redaction.Patterns;

/// <summary>Tokens that show by themselves what they are: <c>Bearer …</c>, <c>Basic …</c> (RFC 6750, 7617), and JSON web tokens (RFC 7519).</summary>
internal static class BearerToken
{
    private const int ShortestToken = 6;
    private const int ShortestWord = 16;
    private const int ShortestPart = 4;
    private const int ShortestAccessToken = 11;
    private const int ShortestKey = 32;

    /// <summary>Encrypted ones have five (RFC 7516).</summary>
    private const int MostParts = 5;

    /// <summary>The length of a token whose beginning tells its maker: an access token of Google's, a key of SendGrid's or Brevo's; 0 where the word is none.</summary>
    public static int AccessTokenLength(ReadOnlySpan<byte> line, int start, int end)
    {
        var word = line.Slice(start, end - start);
        if (word.StartsWith("xsmtpsib-"u8) || word.StartsWith("xkeysib-"u8))
        {
            return word.Length >= ShortestKey ? word.Length : 0;
        }

        bool isKey = word.SequenceEqual("SG"u8);
        if (!(isKey || word.SequenceEqual("ya29"u8)) || end == line.Length || line[end] != '.')
        {
            return 0;
        }

        int at = end;
        while (at < line.Length && (line[at] == '.' || IsUrlDigit(line[at])))
        {
            at++;
        }

        return at - start >= (isKey ? ShortestKey : ShortestAccessToken) ? at - start : 0;
    }

    /// <summary>The length of a JSON web token whose first part is the word from <paramref name="start"/> to <paramref name="end"/>; 0 where it is none.</summary>
    public static int WebTokenLength(ReadOnlySpan<byte> line, int start, int end)
    {
        if (!line.Slice(start).StartsWith("eyJ"u8))
        {
            return 0;
        }

        int parts = 1;
        int at = end;
        while (at < line.Length && line[at] == '.' && parts < MostParts)
        {
            int next = at + 1;
            while (next < line.Length && IsUrlDigit(line[next]))
            {
                next++;
            }

            if (parts == 1 && next - at <= ShortestPart)
            {
                return 0;
            }

            parts++;
            at = next;
        }

        return parts >= 3 ? at - start : 0;
    }

    /// <summary>The token behind the word that ends at <paramref name="end"/> and names a scheme.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, int end, bool isBasic, out int start, out int length)
    {
        start = KeyValue.SkipBlanks(line, end);
        length = 0;
        bool hasDigit = false;
        while (start + length < line.Length && (Base64Text.IsDigit(line[start + length]) || line[start + length] is (byte)'.' or (byte)'~' or (byte)'='))
        {
            hasDigit |= line[start + length] is >= (byte)'0' and <= (byte)'9';
            length++;
        }

        var token = line.Slice(start, length);
        return start > end && (isBasic
            ? Base64Text.Decode(token) is { } decoded && decoded.AsSpan().IndexOf((byte)':') > 0
            : length >= ShortestWord || (hasDigit && length >= ShortestToken));
    }

    private static bool IsUrlDigit(byte value) => value is (byte)'-' or (byte)'_' or (>= (byte)'0' and <= (byte)'9') || (value | 0x20) is >= 'a' and <= 'z';
}
