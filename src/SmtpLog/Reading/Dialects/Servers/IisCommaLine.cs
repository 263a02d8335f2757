using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>
/// The form with commas: client, user, date, time, service, computer, server, time taken, bytes in and out, status,
/// Windows status, method, target, parameters. Its times are local, its dates in the order of the server's region.
/// </summary>
internal static class IisCommaLine
{
    /// <summary>False where it is no such line; <paramref name="localTicks"/> is negative where date or time make no sense.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, ref IisRecord record, out long localTicks)
    {
        localTicks = -1;
        record.Client = Take(ref line);
        record.User = Take(ref line);
        ReadOnlySpan<byte> date = Take(ref line);
        ReadOnlySpan<byte> time = Take(ref line);
        bool isMail = Take(ref line).StartsWith("SMTPSVC"u8);
        for (int i = 0; i < 5; i++)
        {
            Take(ref line);
        }

        record.Status = Take(ref line);
        Take(ref line);
        record.Method = Take(ref line);
        Take(ref line);
        if (!isMail || line.IsEmpty || record.Method.IsEmpty)
        {
            return false;
        }

        // Parameters may have commas of their own; the last one ends the line.
        ReadOnlySpan<byte> query = Trim(line);
        record.Query = query.Length > 0 && query[query.Length - 1] == ',' ? query.Slice(0, query.Length - 1) : query;
        long day = ReadDay(date);
        long clock = RecordTime.ReadClock(time);
        localTicks = day < 0 || clock < 0 ? -1 : day + clock;
        return true;
    }

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> line)
    {
        int comma = line.IndexOf((byte)',');
        ReadOnlySpan<byte> field = Trim(comma < 0 ? line : line.Slice(0, comma));
        line = comma < 0 ? default : line.Slice(comma + 1);
        return field;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field) => Blank.TrimEnd(field.Slice(Blank.CountLeading(field)));

    /// <summary>Month first as in the United States, unless that cannot be; a hyphen or a dot means year or day first.</summary>
    private static long ReadDay(ReadOnlySpan<byte> text)
    {
        int first = text.IndexOfAny((byte)'/', (byte)'.', (byte)'-');
        int second = first < 0 ? -1 : text.Slice(first + 1).IndexOf(text[first]);
        if (second < 0
            || !RecordTime.TryNumber(text.Slice(0, first), out int a)
            || !RecordTime.TryNumber(text.Slice(first + 1, second), out int b)
            || !RecordTime.TryNumber(text.Slice(first + second + 2), out int c))
        {
            return -1;
        }

        if (first == 4)
        {
            return RecordTime.Day(a, b, c);
        }

        const int FirstYearOfTwoDigits = 1970;
        int year = c >= 100 ? c : c + 1900 >= FirstYearOfTwoDigits ? c + 1900 : c + 2000;
        bool isDayFirst = a > 12 || text[first] == '.';
        return isDayFirst ? RecordTime.Day(year, b, a) : RecordTime.Day(year, a, b);
    }
}
