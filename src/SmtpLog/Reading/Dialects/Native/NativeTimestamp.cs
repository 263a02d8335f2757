using System;

namespace SmtpLog.Reading.Dialects.Native;

/// <summary>The tolerant reading of a time: <c>t</c> for <c>T</c>, doubled or missing fractions, any zone, impossible dates.</summary>
internal static class NativeTimestamp
{
    private const int SecondsLength = 19;
    private const int MostJunk = 16;
    private const int MostDigits = 7;

    /// <summary>True where date and time down to the second stand here, whether or not such a day exists.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> shape = "0000-00-00T00:00:00"u8;
        if (text.Length < SecondsLength)
        {
            return false;
        }

        for (int i = 0; i < SecondsLength; i++)
        {
            bool fits = shape[i] switch
            {
                (byte)'0' => IsDigit(text[i]),
                (byte)'T' => text[i] is (byte)'T' or (byte)'t' or (byte)' ',
                _ => text[i] == shape[i],
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The ticks of date, hour and minute of what <see cref="LooksLikeOne"/>; false where there is no such day or hour.</summary>
    public static bool TryReadMinute(ReadOnlySpan<byte> text, out long ticks)
    {
        int year = (Two(text, 0) * 100) + Two(text, 2);
        int month = Two(text, 5);
        int day = Two(text, 8);
        int hour = Two(text, 11);
        int minute = Two(text, 14);
        ticks = 0;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks = new DateTime(year, month, day, hour, minute, 0).Ticks;
        return true;
    }

    /// <summary>The length of the time at the start of the text, 0 where there is none. One that cannot be is skipped.</summary>
    public static int Read(scoped ReadOnlySpan<byte> text, LocalZone zone, ref LogRecord record)
    {
        if (!LooksLikeOne(text))
        {
            return 0;
        }

        int at = SecondsLength;
        long fraction = ReadFraction(text, ref at);
        bool hasZone = TryReadZone(text, ref at, out int offset);

        // What else is glued to it says nothing; the record's raw line keeps it.
        int junk = at;
        while (at < text.Length && !Blank.Is(text[at]))
        {
            if (++at - junk > MostJunk)
            {
                return 0;
            }
        }

        int second = Two(text, 17);
        if (TryReadMinute(text, out long ticks) && second <= 60)
        {
            ticks += (second * TimeSpan.TicksPerSecond) + fraction;
            SetTime(ref record, ticks, hasZone ? offset : zone.OffsetMinutes(Math.Min(ticks, DateTime.MaxValue.Ticks)));
        }

        return at;
    }

    private static void SetTime(ref LogRecord record, long ticks, int offsetMinutes)
    {
        long utc = ticks - (offsetMinutes * TimeSpan.TicksPerMinute);
        if (Math.Min(ticks, utc) >= 0 && Math.Max(ticks, utc) <= DateTime.MaxValue.Ticks)
        {
            record.HasTime = true;
            record.UtcTicks = utc;
            record.OffsetMinutes = offsetMinutes;
        }
    }

    /// <summary>The first group of digits counts; a second one (<c>12.154.154</c>) is the same again, damaged.</summary>
    private static long ReadFraction(ReadOnlySpan<byte> text, ref int at)
    {
        long fraction = 0;
        bool isFirst = true;
        while (at + 1 < text.Length && text[at] is (byte)'.' or (byte)',' && IsDigit(text[at + 1]))
        {
            long unit = TimeSpan.TicksPerSecond;
            int digits = 0;
            for (at++; at < text.Length && IsDigit(text[at]); at++)
            {
                if (isFirst && digits++ < MostDigits)
                {
                    unit /= 10;
                    fraction += (text[at] - '0') * unit;
                }
            }

            isFirst = false;
        }

        return fraction;
    }

    private static bool TryReadZone(ReadOnlySpan<byte> text, ref int at, out int offsetMinutes)
    {
        offsetMinutes = 0;
        if (at < text.Length && text[at] is (byte)'Z' or (byte)'z')
        {
            at++;
            return true;
        }

        ReadOnlySpan<byte> rest = text.Slice(at);
        if (rest.Length < 5 || rest[0] is not ((byte)'+' or (byte)'-') || !IsDigit(rest[1]) || !IsDigit(rest[2]))
        {
            return false;
        }

        int minutes = rest[3] == ':' ? 4 : 3;
        if (rest.Length < minutes + 2 || !IsDigit(rest[minutes]) || !IsDigit(rest[minutes + 1]))
        {
            return false;
        }

        int offset = (Two(rest, 1) * 60) + Two(rest, minutes);
        if (offset > 14 * 60)
        {
            return false;
        }

        offsetMinutes = rest[0] == '-' ? -offset : offset;
        at += minutes + 2;
        return true;
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    private static int Two(ReadOnlySpan<byte> text, int at) => ((text[at] - '0') * 10) + (text[at + 1] - '0');
}
