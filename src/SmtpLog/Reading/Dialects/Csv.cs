using System;
using SmtpLog.Lines;

namespace SmtpLog.Reading.Dialects;

/// <summary>Comma-separated fields (RFC 4180): one with a comma in it stands in double quotes, a double quote inside is doubled.</summary>
internal static class Csv
{
    /// <summary>Takes the next field, as it stands, off the front of <paramref name="rest"/>; false where it has no closing quote.</summary>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        int end = 0;
        bool isClosed = true;
        if (!rest.IsEmpty && rest[0] == '"')
        {
            isClosed = false;
            for (end = 1; end < rest.Length; end++)
            {
                if (rest[end] != '"')
                {
                    continue;
                }

                if (end + 1 < rest.Length && rest[end + 1] == '"')
                {
                    end++;
                    continue;
                }

                isClosed = true;
                break;
            }
        }

        int comma = end < rest.Length ? rest.Slice(end).IndexOf((byte)',') : -1;
        field = comma < 0 ? rest : rest.Slice(0, end + comma);
        rest = comma < 0 ? default : rest.Slice(end + comma + 1);
        return isClosed;
    }

    /// <summary>What a field says: in place where it has no quotes, else put into the buffer.</summary>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> field, ByteBuffer buffer)
    {
        if (field.IsEmpty || field[0] != '"')
        {
            return field;
        }

        buffer.Clear();
        bool wasQuote = false;
        for (int at = 1; at < field.Length; at++)
        {
            // The second of two quotes stands for one; a single one is the end.
            bool isQuote = field[at] == '"';
            if (!isQuote || wasQuote)
            {
                buffer.Append(field[at]);
            }

            wasQuote = isQuote && !wasQuote;
        }

        return buffer.Written;
    }
}
