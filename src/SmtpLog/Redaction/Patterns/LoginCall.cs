using System;
using System.Text;

namespace SmtpLog.Redaction.Patterns;

/// <summary>A call in a line of code, as stack traces have them: <c>server.login("bob", "…")</c>.</summary>
internal static class LoginCall
{
    private const int LongestArguments = 1024;

    /// <summary>Each with the number of the string that is the password where all arguments are strings, and the least number that it can be.</summary>
    private static readonly (byte[] Name, int Number, int Least)[] s_calls =
    [
        (Encoding.ASCII.GetBytes("login"), 2, 1), (Encoding.ASCII.GetBytes("authenticate"), 2, 1), (Encoding.ASCII.GetBytes("authenticateasync"), 2, 1),
        (Encoding.ASCII.GetBytes("networkcredential"), 2, 1), (Encoding.ASCII.GetBytes("passwordauthentication"), 2, 1), (Encoding.ASCII.GetBytes("basicauth"), 2, 1),
        (Encoding.ASCII.GetBytes("plainauth"), 3, 1), (Encoding.ASCII.GetBytes("connect"), 3, 2),
    ];

    /// <summary>The password among the arguments behind the word from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, int start, int end, out SecretValue value)
    {
        value = default;
        if (end >= line.Length || line[end] != '(')
        {
            return false;
        }

        foreach (var (name, number, least) in s_calls)
        {
            if (end - start == name.Length && AsciiText.HasAt(line, start, name))
            {
                return TryFindString(line.Slice(0, Math.Min(line.Length, end + LongestArguments)), end + 1, number, least, out value);
            }
        }

        return false;
    }

    /// <summary>That string; or the last one, unless it is the first argument.</summary>
    private static bool TryFindString(ReadOnlySpan<byte> line, int at, int number, int least, out SecretValue value)
    {
        value = default;
        int depth = 0;
        int strings = 0;
        bool isFirst = true;
        for (; at < line.Length && depth >= 0 && strings < number; at++)
        {
            switch (line[at])
            {
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')':
                    depth--;
                    break;
                case (byte)',' when depth == 0:
                    isFirst = false;
                    break;
                case (byte)'"' or (byte)'\'' when depth == 0:
                    var next = SecretValue.Read(line, at, isWholeLine: false);
                    value = isFirst ? default : next;
                    at = next.End;
                    strings++;
                    break;
            }
        }

        return strings >= least && !value.IsEmpty;
    }
}
