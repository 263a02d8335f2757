using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>When a session began and ended, and where it stood still.</summary>
internal sealed class SessionClock
{
    private bool _hasTime;
    private long _firstTicks;
    private int _firstOffset;
    private long _lastTicks;
    private int _lastOffset;
    private int _lastIndex;
    private long _longest = -1;

    public DateTimeOffset? Start => _hasTime ? EntryFactory.Time(_firstTicks, _firstOffset) : null;

    public DateTimeOffset? End => _hasTime ? EntryFactory.Time(_lastTicks, _lastOffset) : null;

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

        if (!_hasTime)
        {
            _hasTime = true;
            _firstTicks = record.UtcTicks;
            _firstOffset = record.OffsetMinutes;
        }
        else if (record.UtcTicks - _lastTicks is var pause && pause >= 0 && pause > _longest)
        {
            // Setting the clock back makes no pause.
            _longest = pause;
            PauseIndex = _lastIndex;
        }

        _lastTicks = record.UtcTicks;
        _lastOffset = record.OffsetMinutes;
        _lastIndex = (int)Math.Min(index, int.MaxValue);
    }
}
