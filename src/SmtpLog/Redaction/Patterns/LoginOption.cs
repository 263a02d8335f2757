using System;

namespace SmtpLog.Redaction.Patterns;

/// <summary>curl's <c>-u bob:…</c>, <c>-ubob:…</c>, <c>--user bob:…</c> and <c>--proxy-user=bob:…</c>.</summary>
internal static class LoginOption
{
    private const int LongestCommand = 1024;

    /// <summary>The password behind such a word, which stands from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, int start, int end, out int password, out int length)
    {
        password = length = 0;
        var word = line.Slice(start, end - start);
        bool isOption = word.SequenceEqual("-u"u8) || word.SequenceEqual("--user"u8) || word.SequenceEqual("--proxy-user"u8);
        bool isGlued = !isOption && word.StartsWith("-u"u8) && IsOfCurl(line.Slice(0, start));
        if (!isOption && !isGlued)
        {
            return false;
        }

        bool isAssigned = isOption && end < line.Length && line[end] == '=';
        int at = isGlued ? start + 2 : isAssigned ? end + 1 : KeyValue.SkipBlanks(line, end);
        if (at >= line.Length || (at == end && !isGlued))
        {
            return false;
        }

        var value = SecretValue.Read(line, at, isWholeLine: false);
        int colon = line.Slice(value.Start, value.End - value.Start).IndexOf((byte)':');
        password = value.Start + colon + 1;
        length = value.End - password;
        return colon > 0 && length > 0;
    }

    private static bool IsOfCurl(ReadOnlySpan<byte> before) =>
        before.WithoutEnd(" \t"u8).Length < before.Length && before.Slice(Math.Max(0, before.Length - LongestCommand)).IndexOf("curl"u8) >= 0;
}
