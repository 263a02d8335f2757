using System;
using SmtpLog.Redaction.Foreign;

namespace SmtpLog.Redaction.Patterns;

/// <summary>
/// The prompts of LOGIN in any line, <c>334 UGFzc3dvcmQ6</c>, and the answer in the next one: whoever does not understand the
/// log sees that much.
/// </summary>
internal static class LoginPrompt
{
    private const int ShortestAnswer = 4;

    /// <summary>True where the line has a prompt for the name or for the password.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, out bool isPassword)
    {
        isPassword = false;
        int code = line.IndexOf("334"u8);
        if (code < 0)
        {
            return false;
        }

        var rest = line.Slice(code + 3);
        int start = 0;
        while (start < rest.Length && !Base64Text.IsDigit(rest[start]))
        {
            start++;
        }

        int end = start;
        while (end < rest.Length && Base64Text.IsDigit(rest[end]))
        {
            end++;
        }

        if (end - start < 8 || Base64Text.Decode(rest.Slice(start, end - start)) is not { } decoded || !SaslMessage.IsText(decoded.AsSpan().WithoutEnd("\0"u8)))
        {
            return false;
        }

        byte[] prompt = AsciiText.Lower(decoded);
        isPassword = prompt.AsSpan().IndexOf("pass"u8) >= 0;
        return isPassword || prompt.AsSpan().IndexOf("user"u8) >= 0 || prompt.AsSpan().IndexOf("login"u8) >= 0;
    }

    /// <summary>The last word of the line, where that is base64 of a text.</summary>
    public static bool TryFindAnswer(ReadOnlySpan<byte> line, out int start, out int length, out byte[] decoded)
    {
        decoded = [];
        int end = line.Length;
        while (end > 0 && !Base64Text.IsDigit(line[end - 1]) && line[end - 1] != '=')
        {
            end--;
        }

        // As Python and PHP write a line end.
        end -= line.Slice(0, end).EndsWith("\\r\\n"u8) ? 4 : 0;
        start = end;
        while (start > 0 && (Base64Text.IsDigit(line[start - 1]) || line[start - 1] == '='))
        {
            start--;
        }

        length = end - start;
        var word = line.Slice(start, length);
        bool isAnswer = length >= ShortestAnswer && ForeignRedactor.IsEncoded(word) && !ForeignRedactor.IsCapitals(word) && Base64Text.Decode(word) is { } text && SaslMessage.IsText(decoded = text);
        return isAnswer && (start == 0 || line[start - 1] is <= (byte)' ' or (byte)'"' or (byte)'\'' or (byte)':' or (byte)'>');
    }
}
