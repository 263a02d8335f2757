using System;
using System.Text;

namespace SmtpLog.Diagnosis;

/// <summary>A server's words made comparable: lower case, one blank for each run of blanks, line ends and controls.</summary>
internal static class ReplyWords
{
    /// <summary>More of a reply is not looked at: no known wording is longer, and a server may send any amount.</summary>
    private const int MaximumLength = 8192;

    /// <summary>The words of a reply of one or more lines, without the codes that its lines begin with.</summary>
    public static string Normalize(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var end = Math.Min(text!.Length, MaximumLength);
        var words = new StringBuilder(end);
        var at = 0;
        while (at < end)
        {
            at = SkipCodes(text, at, end);
            while (at < end && text[at] is not ('\n' or '\r'))
            {
                Append(words, text[at]);
                at++;
            }

            while (at < end && text[at] is '\n' or '\r')
            {
                at++;
            }

            Append(words, ' ');
        }

        return words.ToString().TrimEnd(' ');
    }

    private static void Append(StringBuilder words, char character)
    {
        if (!char.IsWhiteSpace(character) && !char.IsControl(character))
        {
            words.Append(char.ToLowerInvariant(character));
        }
        else if (words.Length > 0 && words[words.Length - 1] != ' ')
        {
            words.Append(' ');
        }
    }

    /// <summary>Past <c>535-</c>, <c>535 </c> and <c>5.7.8 </c>, where they stand.</summary>
    private static int SkipCodes(string text, int at, int end)
    {
        if (at + 3 < end && IsDigit(text[at]) && IsDigit(text[at + 1]) && IsDigit(text[at + 2]) && text[at + 3] is ' ' or '-')
        {
            at += 4;
        }

        var blank = text.IndexOf(' ', at, Math.Min(end - at, 10));
        return blank > 0 && EnhancedStatusCode.TryParse(text.Substring(at, blank - at), out _) ? blank + 1 : at;
    }

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
