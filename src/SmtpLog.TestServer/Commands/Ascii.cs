namespace SmtpLog.TestServer.Commands;

/// <summary>The classes of characters that SMTP's grammar is made of.</summary>
internal static class Ascii
{
    public static bool IsLetterOrDigit(char c) => IsDigit(c) || c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    /// <summary>Neither blank nor control character nor outside of ASCII.</summary>
    public static bool IsVisible(char c) => c is > ' ' and < '\x7F';

    public static bool IsAll(string text)
    {
        foreach (char c in text)
        {
            if (c > '\x7F')
            {
                return false;
            }
        }

        return true;
    }

    public static bool AreVisible(string text)
    {
        foreach (char c in text)
        {
            if (!IsVisible(c))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary>RFC 3461, section 4: visible characters, others as + and two upper-case hexadecimal digits.</summary>
    /// <param name="text">What is looked at.</param>
    /// <param name="utf8">True where characters outside of ASCII may stand for themselves (RFC 6533).</param>
    public static bool IsXtext(string text, bool utf8 = false)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '+')
            {
                if (i + 2 >= text.Length || !IsUpperHex(text[i + 1]) || !IsUpperHex(text[i + 2]))
                {
                    return false;
                }

                i += 2;
            }
            else if (c == '=' || !(IsVisible(c) || (utf8 && c > '\x7F')))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    private static bool IsUpperHex(char c) => IsDigit(c) || c is >= 'A' and <= 'F';
}
