using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>
/// Reads the local <c>Nov 24 02:23:31</c> of the traditional syslog (RFC 3164). Its year is the most recent one in which
/// that is not in the future; a day's grace lets in machines whose zone is ahead, or whose clock is.
/// </summary>
internal sealed class YearlessClock(DateTime now, LocalZone zone)
{
    private const int Length = 15;

    // A 29th of February may be eight years ago (1896, 1904).
    private const int MostYearsBack = 8;

    private readonly DateTime _latest = now.Year < 9999 ? now.AddDays(1) : now;

    private long _day;
    private int _lastMonth;
    private int _lastDay;

    /// <summary>The length of the time at the start of the text; 0 where there is none.</summary>
    public int Read(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        if (text.Length < Length || (text.Length > Length && text[Length] != ' ') || text[3] != ' ' || text[6] != ' ')
        {
            return 0;
        }

        int month = Month(text);
        ReadOnlySpan<byte> digits = text[4] == ' ' ? text.Slice(5, 1) : text.Slice(4, 2);
        long clock = RecordTime.ReadClock(text.Slice(7, 8));
        if (month == 0 || clock < 0 || !RecordTime.TryNumber(digits, out int day) || day is 0 or > 31)
        {
            return 0;
        }

        if (month != _lastMonth || day != _lastDay)
        {
            _day = MostRecent(month, day);
            _lastMonth = month;
            _lastDay = day;
        }

        if (_day >= 0)
        {
            RecordTime.SetLocal(ref record, _day + clock, zone);
        }

        return Length;
    }

    private long MostRecent(int month, int day)
    {
        for (int year = _latest.Year; year > 0 && year >= _latest.Year - MostYearsBack; year--)
        {
            long ticks = RecordTime.Day(year, month, day);
            if (ticks >= 0 && ticks <= _latest.Ticks)
            {
                return ticks;
            }
        }

        return -1;
    }

    private static int Month(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> names = "JanFebMarAprMayJunJulAugSepOctNovDec"u8;
        for (int month = 1; month <= 12; month++)
        {
            if (text.StartsWith(names.Slice((month - 1) * 3, 3)))
            {
                return month;
            }
        }

        return 0;
    }
}
