using System;

namespace SmtpLog.Redaction.Patterns;

/// <summary><c>uncoded client response …</c>: what Postfix logs of an AUTH exchange where it was told to be verbose.</summary>
internal static class DecodedMessage
{
    /// <summary>What follows such words behind the word <c>decoded</c> or <c>uncoded</c>, which ends at <paramref name="end"/>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, int end, out int start, out int length)
    {
        start = length = 0;
        var rest = line.Slice(end).WithoutStart(" "u8);
        rest = rest.Slice(AsciiText.HasAt(rest, 0, "initial "u8) ? 8 : AsciiText.HasAt(rest, 0, "client "u8) || AsciiText.HasAt(rest, 0, "server "u8) ? 7 : 0);
        int word = rest.StartsWith("response"u8) ? 8 : rest.StartsWith("challenge"u8) ? 9 : rest.StartsWith("reply"u8) ? 5 : 0;
        if (word == 0)
        {
            return false;
        }

        var said = rest.Slice(word).WithoutStart(" :"u8);
        start = line.Length - said.Length;
        length = said.WithoutEnd(" \t\r"u8).Length;
        return length > 0;
    }
}
