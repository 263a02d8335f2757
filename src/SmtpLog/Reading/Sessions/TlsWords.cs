using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>
/// What tools say of TLS once it stands: <c>TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256</c> (swaks),
/// <c>SSL connection using TLSv1.2 / ECDHE-RSA-AES256-GCM-SHA384</c> (curl).
/// </summary>
internal static class TlsWords
{
    /// <summary>The version as .NET names it (<c>Tls12</c>); null where the text has none.</summary>
    public static string? Protocol(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> name = text.Slice(VersionAt(text, out int length), length);
        return name.SequenceEqual("TLSv1.3"u8) || name.SequenceEqual("TLS1.3"u8) ? "Tls13"
            : name.SequenceEqual("TLSv1.2"u8) || name.SequenceEqual("TLS1.2"u8) ? "Tls12"
            : name.SequenceEqual("TLSv1.1"u8) || name.SequenceEqual("TLS1.1"u8) ? "Tls11"
            : name.SequenceEqual("TLSv1"u8) || name.SequenceEqual("TLSv1.0"u8) || name.SequenceEqual("TLS1.0"u8) ? "Tls"
            : name.SequenceEqual("SSLv3"u8) ? "Ssl3"
            : null;
    }

    /// <summary>The word after the version, or after <c>cipher</c> where there is no version.</summary>
    public static ReadOnlySpan<byte> Cipher(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> mark = " cipher "u8;
        int at = VersionAt(text, out int length) + length;
        if (length == 0)
        {
            int cipher = text.IndexOf(mark);
            at = cipher < 0 ? text.Length : cipher + mark.Length;
        }

        while (at < text.Length && IsSeparator(text[at]))
        {
            at++;
        }

        return Word(text.Slice(at));
    }

    private static int VersionAt(ReadOnlySpan<byte> text, out int length)
    {
        for (int at = 0; at < text.Length; at++)
        {
            bool isVersion = (at == 0 || IsSeparator(text[at - 1]))
                && (text.Slice(at).StartsWith("TLSv1"u8) || text.Slice(at).StartsWith("TLS1."u8) || text.Slice(at).StartsWith("SSLv3"u8));
            if (isVersion)
            {
                length = Word(text.Slice(at)).Length;
                return at;
            }
        }

        length = 0;
        return 0;
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && !IsSeparator(text[length]))
        {
            length++;
        }

        return text.Slice(0, length);
    }

    private static bool IsSeparator(byte value) => value is (byte)' ' or (byte)':' or (byte)'/' or (byte)',';
}
