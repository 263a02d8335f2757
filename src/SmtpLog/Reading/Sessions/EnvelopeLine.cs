using System;
using System.Globalization;

namespace SmtpLog.Reading.Sessions;

/// <summary>The address and the parameters of <c>MAIL FROM:</c> and <c>RCPT TO:</c> (RFC 5321, section 4.1.2).</summary>
internal static class EnvelopeLine
{
    /// <summary>The address without its angle brackets.</summary>
    public static string Address(string line, out string parameters)
    {
        int colon = line.IndexOf(':');
        string rest = line.Substring(colon < 0 ? Math.Min(line.Length, 4) : colon + 1).TrimStart(' ', '\t');
        int end = rest.Length > 0 && rest[0] == '<' ? ClosingBracket(rest) : -1;
        if (end > 0)
        {
            parameters = rest.Substring(end + 1);
            return rest.Substring(1, end - 1);
        }

        int blank = rest.IndexOf(' ');
        parameters = blank < 0 ? string.Empty : rest.Substring(blank);
        return (blank < 0 ? rest : rest.Substring(0, blank)).TrimStart('<');
    }

    /// <summary>The number of <c>SIZE=</c> (RFC 1870); null where there is none.</summary>
    public static long? Size(string parameters)
    {
        foreach (string parameter in parameters.Split(' '))
        {
            if (parameter.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(parameter.Substring(5), NumberStyles.None, CultureInfo.InvariantCulture, out long size))
            {
                return size;
            }
        }

        return null;
    }

    /// <summary>A quoted local part may hold a bracket.</summary>
    private static int ClosingBracket(string path)
    {
        bool isQuoted = false;
        for (int i = 1; i < path.Length; i++)
        {
            if (path[i] == '\\' && isQuoted)
            {
                i++;
            }
            else if (path[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (path[i] == '>' && !isQuoted)
            {
                return i;
            }
        }

        return path.IndexOf('>');
    }
}
