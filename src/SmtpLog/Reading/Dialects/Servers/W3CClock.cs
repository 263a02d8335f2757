using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>UTC, in two columns; the day may stand in the heading alone, and then a time that goes back by half a day begins another.</summary>
internal sealed class W3CClock
{
    private long _day = -1;
    private long _last = -1;

    /// <summary>The <c>#Date:</c> heading.</summary>
    public void Start(ReadOnlySpan<byte> text)
    {
        long day = text.Length < 10 ? -1 : RecordTime.ReadDay(text.Slice(0, 10));
        if (day >= 0)
        {
            _day = day;
            _last = -1;
        }
    }

    /// <summary>False where a column has no date or time in it.</summary>
    public bool TryRead(scoped ReadOnlySpan<byte> date, scoped ReadOnlySpan<byte> time, bool hasDate, ref LogRecord record)
    {
        if (hasDate)
        {
            _day = RecordTime.ReadDay(date);
            if (_day < 0)
            {
                return false;
            }
        }

        long clock = time.IsEmpty ? -1 : RecordTime.ReadClock(time);
        if (clock < 0)
        {
            return time.IsEmpty;
        }

        if (!hasDate && _day >= 0 && clock < _last - (12 * TimeSpan.TicksPerHour))
        {
            _day += TimeSpan.TicksPerDay;
        }

        _last = clock;
        if (_day >= 0)
        {
            RecordTime.SetUtc(ref record, _day + clock);
        }

        return true;
    }
}
