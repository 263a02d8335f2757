using System;
using System.Collections.Generic;
using System.Text;
using SmtpLog.Lines;

namespace SmtpLog.Report;

/// <summary>Text of servers and files as it may stand on the page: valid Unicode, no controls, no change of direction, no endless line.</summary>
internal static class SafeText
{
    /// <summary>The characters of one record that the page shows; what is more is counted, and stands in the log.</summary>
    public const int Longest = 4000;

    private const char Replacement = '\uFFFD';

    /// <summary>Line feeds stay, since a record may hold several lines of a reply.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        string cut = text!.Length <= Longest ? text : text.Substring(0, Longest);
        cut = WithoutLoneSurrogates(cut.Replace("\r\n", "\n"));
        string clean = cut.IndexOf('\n') < 0 ? LineSanitizer.Clean(cut) : string.Join("\n", Cleaned(cut.Split('\n')));
        return text.Length <= Longest ? clean : FormattableString.Invariant($"{clean} … ({text.Length - Longest:N0} more characters in the log)");
    }

    private static IEnumerable<string> Cleaned(string[] lines)
    {
        foreach (string line in lines)
        {
            yield return LineSanitizer.Clean(line);
        }
    }

    /// <summary>Half a pair cannot be encoded: the JSON writer would refuse it.</summary>
    private static string WithoutLoneSurrogates(string text)
    {
        StringBuilder? whole = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            whole ??= new StringBuilder(text);
            whole[i] = Replacement;
        }

        return whole?.ToString() ?? text;
    }
}
