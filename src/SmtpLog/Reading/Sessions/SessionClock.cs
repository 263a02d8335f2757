using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>When a session began and ended, and where it stood still.</summary>
internal sealed class SessionClock
{
    private long _lastTicks;
    private int _lastIndex;
    private long _longest = -1;

    public DateTimeOffset? Start { get; private set; }

    public DateTimeOffset? End { get; private set; }

    public TimeSpan? LongestPause => _longest < 0 ? null : new TimeSpan(_longest);

    /// <summary>The record after which it came.</summary>
    public int? PauseIndex { get; private set; }

    public static DateTimeOffset? TimeOf(ref LogRecord record) =>
        record.HasTime ? EntryFactory.Time(record.UtcTicks, record.OffsetMinutes) : null;

    public void Take(ref LogRecord record, long index)
    {
        if (!record.HasTime)
        {
            return;
        }

        // Setting the clock back makes no pause.
        if (Start is not null && record.UtcTicks - _lastTicks is var pause && pause >= 0 && pause > _longest)
        {
            _longest = pause;
            PauseIndex = _lastIndex;
        }

        End = TimeOf(ref record);
        Start ??= End;
        _lastTicks = record.UtcTicks;
        _lastIndex = (int)Math.Min(index, int.MaxValue);
    }
}
