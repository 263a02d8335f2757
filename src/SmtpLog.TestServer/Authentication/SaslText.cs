using System.Text;

namespace SmtpLog.TestServer.Authentication;

/// <summary>The text of a SASL message, and the form in which names and passwords are compared.</summary>
internal static class SaslText
{
    /// <returns>False where the bytes are not UTF-8.</returns>
    public static bool TryDecode(byte[] bytes, out string text)
    {
        try
        {
            text = Crypto.StrictUtf8.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = string.Empty;
            return false;
        }
    }

    /// <summary>
    /// SASLprep (RFC 4013): blanks become spaces, what cannot be seen goes, look-alikes become one. Its list of
    /// forbidden characters decides over passwords that may be chosen, not over those that are equal, and is left out.
    /// </summary>
    public static string Prepare(string text)
    {
        var mapped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (IsBlank(c))
            {
                mapped.Append(' ');
            }
            else if (!IsInvisible(c))
            {
                mapped.Append(c);
            }
        }

        return mapped.ToString().Normalize(NormalizationForm.FormKC);
    }

    // RFC 3454, table C.1.2.
    private static bool IsBlank(char c) =>
        c is '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200B') or '\u202F' or '\u205F' or '\u3000';

    // RFC 3454, table B.1.
    private static bool IsInvisible(char c) =>
        c is '\u00AD' or '\u034F' or '\u1806' or (>= '\u180B' and <= '\u180D') or '\u200C' or '\u200D' or '\u2060'
            or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF';
}
