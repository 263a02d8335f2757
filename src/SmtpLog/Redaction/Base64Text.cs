using System;

namespace SmtpLog.Redaction;

/// <summary>Base64 as it is met in the wild: of both alphabets (RFC 4648), with its padding or without.</summary>
internal static class Base64Text
{
    private const byte None = 0xFF;

    private static readonly byte[] s_values = Values();

    public static bool IsDigit(byte value) => s_values[value] != None;

    /// <summary>Decodes what holds base64 digits alone, into an array that is long enough; gives the number of bytes.</summary>
    public static int Decode(ReadOnlySpan<byte> digits, Span<byte> target)
    {
        int length = 0;
        int bits = 0;
        int held = 0;
        foreach (byte digit in digits)
        {
            bits = (bits << 6) | s_values[digit];
            held += 6;
            if (held >= 8)
            {
                held -= 8;
                target[length++] = (byte)(bits >> held);
            }
        }

        return length;
    }

    /// <summary>Null where it is not base64.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> payload)
    {
        byte[] digits = new byte[payload.Length];
        int count = 0;
        foreach (byte value in payload.WithoutEnd("= \t"u8))
        {
            if (IsDigit(value))
            {
                digits[count++] = value;
            }
            else if (value is not ((byte)' ' or (byte)'\t'))
            {
                return null;
            }
        }

        byte[] decoded = new byte[count * 6 / 8];
        _ = Decode(digits.AsSpan(0, count), decoded);
        return decoded.Length > 0 ? decoded : null;
    }

    private static byte[] Values()
    {
        byte[] values = new byte[256];
        values.AsSpan().Fill(None);
        byte value = 0;
        foreach (byte digit in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8)
        {
            values[digit] = value++;
        }

        values['-'] = values['+'];
        values['_'] = values['/'];
        return values;
    }
}
