using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>Sets a record's time from what a log says, in its own zone.</summary>
internal static class RecordTime
{
    private const int MostFractionDigits = 7;

    public static void SetUtc(ref LogRecord record, long ticks) => Set(ref record, ticks, 0);

    public static void SetLocal(ref LogRecord record, long ticks, LocalZone zone) =>
        Set(ref record, ticks, zone.OffsetMinutes(ticks));

    /// <summary><c>h:mm:ss</c>, with or without a fraction, as ticks since midnight; -1 where it is no time of day.</summary>
    public static long ReadClock(ReadOnlySpan<byte> text)
    {
        int colon = text.IndexOf((byte)':');
        if (colon is not (1 or 2) || text.Length < colon + 6 || text[colon + 3] != ':'
            || !TryNumber(text.Slice(0, colon), out int hour) || hour > 23
            || !TryNumber(text.Slice(colon + 1, 2), out int minute) || minute > 59
            || !TryNumber(text.Slice(colon + 4, 2), out int second) || second > 60)
        {
            return -1;
        }

        long fraction = ReadFraction(text.Slice(colon + 6));
        return fraction < 0
            ? -1
            : (((hour * 60L) + minute) * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond) + fraction;
    }

    /// <summary>Ticks at midnight of a day; -1 where there is no such day.</summary>
    public static long Day(int year, int month, int day) =>
        year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            ? -1
            : new DateTime(year, month, day).Ticks;

    /// <summary><c>yyyy-MM-dd</c> as ticks; -1 where it is no date.</summary>
    public static long ReadDay(ReadOnlySpan<byte> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-'
        && TryNumber(text.Slice(0, 4), out int year) && TryNumber(text.Slice(5, 2), out int month) && TryNumber(text.Slice(8, 2), out int day)
            ? Day(year, month, day)
            : -1;

    /// <summary>Digits alone, nine of them at most.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = unchecked((value * 10) + (digit - '0'));
        }

        return text.Length is > 0 and < 10;
    }

    private static void Set(ref LogRecord record, long ticks, int offsetMinutes)
    {
        long utc = ticks - (offsetMinutes * TimeSpan.TicksPerMinute);
        if (Math.Min(ticks, utc) >= 0 && Math.Max(ticks, utc) <= DateTime.MaxValue.Ticks)
        {
            record.HasTime = true;
            record.UtcTicks = utc;
            record.OffsetMinutes = offsetMinutes;
        }
    }

    private static long ReadFraction(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        if (text.Length < 2 || text[0] is not ((byte)'.' or (byte)','))
        {
            return -1;
        }

        long fraction = 0;
        long unit = TimeSpan.TicksPerSecond;
        for (int at = 1; at < text.Length; at++)
        {
            if (text[at] is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            if (at <= MostFractionDigits)
            {
                unit /= 10;
                fraction += (text[at] - '0') * unit;
            }
        }

        return fraction;
    }
}
