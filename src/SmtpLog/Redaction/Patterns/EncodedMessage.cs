using System;
using SmtpLog.Redaction.Foreign;

namespace SmtpLog.Redaction.Patterns;

/// <summary>Base64 that is a message of an AUTH exchange, whatever stands around it.</summary>
internal static class EncodedMessage
{
    /// <summary>NUL, a letter, NUL and two letters need as many.</summary>
    private const int Shortest = 7;

    /// <summary>Marks them. <paramref name="found"/> gets what is secret in each, where that can be used again.</summary>
    public static bool Mark(ReadOnlySpan<byte> line, Span<bool> marks, KnownSecrets found)
    {
        bool any = false;
        int at = 0;
        while (at < line.Length)
        {
            int start = at;
            while (at < line.Length && Base64Text.IsDigit(line[at]))
            {
                at++;
            }

            if (at - start >= Shortest && MayBe(line.Slice(start, at - start)) && Is(line.Slice(start, at - start), found))
            {
                while (at < line.Length && line[at] == '=')
                {
                    at++;
                }

                marks.Slice(start, at - start).Fill(true);
                any = true;
            }

            at++;
        }

        return any;
    }

    /// <summary>Most words are not, and show it by their first four letters, which are three bytes.</summary>
    private static bool MayBe(ReadOnlySpan<byte> word)
    {
        Span<byte> head = stackalloc byte[24];
        int length = Base64Text.Decode(word.Slice(0, Math.Min(word.Length, 32)), head);
        head = head.Slice(0, length);
        bool isToken = head[0] == 0x60 || head.StartsWith("NTLM"u8);
        bool isWhole = word.Length <= 32;
        if (isWhole && !isToken && head.IndexOfAny((byte)0, (byte)1, (byte)'=') < 0)
        {
            return false;
        }

        foreach (byte value in head)
        {
            if (value is < (byte)' ' and not (0 or 1) && !isToken)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Is(ReadOnlySpan<byte> word, KnownSecrets found)
    {
        byte[] decoded = new byte[word.Length];
        var message = decoded.AsSpan(0, Base64Text.Decode(word, decoded));
        string? mechanism = SaslMessage.MechanismOf(message);
        if (mechanism is "PLAIN" or "XOAUTH2" or "OAUTHBEARER")
        {
            found.Add(SaslPayload.SecretIn(mechanism, word, 1));
        }

        return mechanism is not null;
    }
}
