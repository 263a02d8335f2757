using System;
using System.Buffers.Binary;

namespace SmtpLog.Reading.Dialects.Native;

/// <summary>
/// Reads <c>yyyy-MM-ddTHH:mm:ss.fff</c> with or without <c>Z</c>, exactly so. Most lines share their minute with the
/// line before, so only seconds and milliseconds are worked out.
/// </summary>
internal sealed class NativeClock(LocalZone zone)
{
    private const int LocalLength = 23;

    private ulong _minuteHead;
    private ulong _minuteTail;
    private long _minuteTicks;
    private int _offsetMinutes;

    /// <summary>The length of the time at the start of the text; 0 where there is none in that form.</summary>
    public int Read(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        if (text.Length <= LocalLength)
        {
            return 0;
        }

        ulong head = BinaryPrimitives.ReadUInt64LittleEndian(text);
        ulong tail = BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(8));
        if ((head != _minuteHead || tail != _minuteTail) && !ReadMinute(text, head, tail))
        {
            return 0;
        }

        uint seconds = Two(text, 17);
        uint tens = Two(text, 20);
        uint ones = (uint)(text[22] - '0');
        if (text[16] != ':' || text[19] != '.' || seconds >= 60 || tens > 99 || ones > 9)
        {
            return 0;
        }

        long ticks = _minuteTicks + (seconds * TimeSpan.TicksPerSecond) + (((tens * 10) + ones) * TimeSpan.TicksPerMillisecond);
        record.HasTime = true;
        if (text[LocalLength] == 'Z')
        {
            record.UtcTicks = ticks;
            record.OffsetMinutes = 0;
            return LocalLength + 1;
        }

        record.UtcTicks = ticks - (_offsetMinutes * TimeSpan.TicksPerMinute);
        record.OffsetMinutes = _offsetMinutes;
        return LocalLength;
    }

    private bool ReadMinute(ReadOnlySpan<byte> text, ulong head, ulong tail)
    {
        if (!NativeTimestamp.LooksLikeOne(text) || text[10] != 'T')
        {
            return false;
        }

        // The first and the last day are left to the tolerant path, which minds the limits of DateTimeOffset.
        if (!NativeTimestamp.TryReadMinute(text, out long ticks)
            || ticks < TimeSpan.TicksPerDay || ticks > DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay)
        {
            return false;
        }

        _minuteTicks = ticks;
        _offsetMinutes = zone.OffsetMinutes(ticks);
        _minuteHead = head;
        _minuteTail = tail;
        return true;
    }

    /// <summary>Two digits; more than 99 where there are none.</summary>
    private static uint Two(ReadOnlySpan<byte> text, int at)
    {
        uint tens = (uint)(text[at] - '0');
        uint ones = (uint)(text[at + 1] - '0');
        return tens > 9 || ones > 9 ? 100 : (tens * 10) + ones;
    }
}
