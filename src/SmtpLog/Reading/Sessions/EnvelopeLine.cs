using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>The address and the parameters of <c>MAIL FROM:</c> and <c>RCPT TO:</c> (RFC 5321, section 4.1.2).</summary>
internal static class EnvelopeLine
{
    private const int VerbLength = 4;

    /// <summary>The address without its angle brackets.</summary>
    public static ReadOnlySpan<byte> Address(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> parameters)
    {
        int colon = line.IndexOf((byte)':');
        ReadOnlySpan<byte> rest = line.Slice(colon < 0 ? Math.Min(line.Length, VerbLength) : colon + 1);
        rest = rest.Slice(Blank.CountLeading(rest));
        int end = !rest.IsEmpty && rest[0] == '<' ? ClosingBracket(rest) : -1;
        if (end > 0)
        {
            parameters = rest.Slice(end + 1);
            return rest.Slice(1, end - 1);
        }

        int blank = rest.IndexOf((byte)' ');
        parameters = blank < 0 ? default : rest.Slice(blank);
        rest = blank < 0 ? rest : rest.Slice(0, blank);
        return !rest.IsEmpty && rest[0] == '<' ? rest.Slice(1) : rest;
    }

    /// <summary>The number of <c>SIZE=</c> (RFC 1870); null where there is none.</summary>
    public static long? Size(ReadOnlySpan<byte> parameters)
    {
        ReadOnlySpan<byte> key = "size="u8;
        while (!parameters.IsEmpty)
        {
            int blank = parameters.IndexOf((byte)' ');
            ReadOnlySpan<byte> parameter = blank < 0 ? parameters : parameters.Slice(0, blank);
            if (Utf8.StartsWithIgnoreCase(parameter, key) && Number.Only(parameter.Slice(key.Length)) is { } size)
            {
                return size;
            }

            parameters = blank < 0 ? default : parameters.Slice(blank + 1);
        }

        return null;
    }

    /// <summary>A quoted local part may hold a bracket.</summary>
    private static int ClosingBracket(ReadOnlySpan<byte> path)
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

        return path.IndexOf((byte)'>');
    }
}
