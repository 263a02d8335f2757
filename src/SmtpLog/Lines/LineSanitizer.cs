using System;
using System.Text;

namespace SmtpLog.Lines;

/// <summary>
/// Makes text harmless for a log and for the terminal that shows it: neither end a line nor steer anything.
/// </summary>
internal static class LineSanitizer
{
    private const char Replacement = '\uFFFD';
    private const char ControlPictures = '\u2400';
    private const char DeletePicture = '\u2421';

    public static void Append(ByteBuffer target, ReadOnlySpan<byte> text)
    {
        if (IsPlain(text))
        {
            target.Append(text);
        }
        else
        {
            target.Append(Clean(Decode(text)));
        }
    }

    /// <summary>C0 controls and DEL become their pictures; C1, separators and bidirectional controls U+FFFD.</summary>
    public static string Clean(string text)
    {
        StringBuilder? clean = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            char harmless = Harmless(c);
            if (harmless != c && clean is null)
            {
                clean = new StringBuilder(text, 0, i, text.Length);
            }

            clean?.Append(harmless);
        }

        return clean?.ToString() ?? text;
    }

    private static char Harmless(char c) => c switch
    {
        < ' ' => (char)(ControlPictures + c),
        '\u007F' => DeletePicture,
        >= '\u0080' and <= '\u009F' => Replacement,
        '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => Replacement,
        _ => c,
    };

    private static unsafe string Decode(ReadOnlySpan<byte> text)
    {
        fixed (byte* start = text)
        {
            return Encoding.UTF8.GetString(start, text.Length);
        }
    }

    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (b is < 0x20 or > 0x7E)
            {
                return false;
            }
        }

        return true;
    }
}
