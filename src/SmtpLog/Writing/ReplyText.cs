using System.Text.RegularExpressions;

namespace SmtpLog.Writing;

/// <summary>Takes a reply line apart: code, enhanced code (RFC 2034) and words.</summary>
internal static class ReplyText
{
    private static readonly Regex s_enhanced = new(@"\G([245]\.\d{1,3}\.\d{1,3})(?:\s+|$)", RegexOptions.CultureInvariant);

    /// <summary>Returns the code, or 0 where the line is not a reply.</summary>
    public static int Split(string line, out string? enhanced, out string words, out bool isContinued)
    {
        enhanced = null;
        words = line;
        isContinued = false;
        if (line.Length < 3 || !IsDigit(line[0]) || !IsDigit(line[1]) || !IsDigit(line[2]) || (line.Length > 3 && line[3] is not (' ' or '-')))
        {
            return 0;
        }

        isContinued = line.Length > 3 && line[3] == '-';
        words = Enhanced(line.Length > 4 ? line.Substring(4) : string.Empty, line[0], out enhanced);
        return ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0');
    }

    /// <summary>Splits the enhanced code off words whose code begins with <paramref name="class"/>.</summary>
    public static string Enhanced(string words, char @class, out string? enhanced)
    {
        enhanced = null;
        var match = s_enhanced.Match(words);
        if (!match.Success || words[0] != @class)
        {
            return words;
        }

        enhanced = match.Groups[1].Value;
        return words.Substring(match.Length);
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
