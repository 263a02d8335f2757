using System;

namespace SmtpLog.Reading;

/// <summary>
/// This machine's distance from UTC at a local time; none where a log is known to be in UTC. Times of a log are close
/// together, so the last answer is kept.
/// </summary>
internal sealed class LocalZone(bool isUtc = false)
{
    // Zones change at a quarter of an hour at the finest.
    private const long Span = 15 * TimeSpan.TicksPerMinute;

    private long _span = -1;
    private int _minutes;

    public int OffsetMinutes(long localTicks)
    {
        if (isUtc)
        {
            return 0;
        }

        long span = localTicks / Span;
        if (span != _span)
        {
            var local = new DateTime(localTicks, DateTimeKind.Unspecified);
            _minutes = (int)(TimeZoneInfo.Local.GetUtcOffset(local).Ticks / TimeSpan.TicksPerMinute);
            _span = span;
        }

        return _minutes;
    }
}
