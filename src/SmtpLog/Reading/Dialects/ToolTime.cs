using System;
using SmtpLog.Reading.Dialects.Native;

namespace SmtpLog.Reading.Dialects;

/// <summary>The times that client tools put before their lines.</summary>
internal static class ToolTime
{
    private const int ClockLength = 8;
    private const int MostLength = 40;

    /// <summary>The length of <c>HH:mm:ss</c> with or without a fraction at the start of the text; 0 where there is none. It has no day, so it is no time.</summary>
    public static int SkipClock(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> shape = "00:00:00"u8;
        if (text.Length < ClockLength)
        {
            return 0;
        }

        for (int i = 0; i < ClockLength; i++)
        {
            if (shape[i] == '0' ? !IsDigit(text[i]) : text[i] != shape[i])
            {
                return 0;
            }
        }

        int at = ClockLength;
        if (at + 1 < text.Length && text[at] is (byte)'.' or (byte)',' && IsDigit(text[at + 1]))
        {
            for (at++; at < text.Length && IsDigit(text[at]); at++)
            {
            }
        }

        return at;
    }

    /// <summary>The ticks since midnight of such a time with what stands behind it; 0 where there is none.</summary>
    public static long ClockTicks(ReadOnlySpan<byte> clock) =>
        clock.IsEmpty ? 0 : Math.Max(RecordTime.ReadClock(Blank.TrimEnd(clock)), 0);

    /// <summary>The length of <c>yyyy-MM-dd HH:mm:ss</c> in one of its forms, or with slashes, at the start of the text; 0 where there is none.</summary>
    public static int Read(ReadOnlySpan<byte> text, LocalZone zone, ref LogRecord record)
    {
        if (text.Length > 7 && text[4] == '/' && text[7] == '/')
        {
            Span<byte> copy = stackalloc byte[MostLength];
            ReadOnlySpan<byte> head = text.Slice(0, Math.Min(text.Length, MostLength));
            head.CopyTo(copy);
            copy[4] = copy[7] = (byte)'-';
            return ReadDashed(copy.Slice(0, head.Length), zone, ref record);
        }

        return ReadDashed(text, zone, ref record);
    }

    /// <summary>The length of such a time in square brackets.</summary>
    public static int ReadBracketed(ReadOnlySpan<byte> text, LocalZone zone, ref LogRecord record)
    {
        if (text.IsEmpty || text[0] != '[')
        {
            return 0;
        }

        int end = text.Slice(0, Math.Min(text.Length, MostLength)).IndexOf((byte)']');
        bool isTime = end > 0 && Read(text.Slice(1, end - 1), zone, ref record) == end - 1;
        return isTime ? end + 1 : 0;
    }

    private static int ReadDashed(scoped ReadOnlySpan<byte> text, LocalZone zone, ref LogRecord record)
    {
        LogRecord time = default;
        int length = NativeTimestamp.Read(text, zone, ref time);
        record.HasTime = time.HasTime;
        record.UtcTicks = time.UtcTicks;
        record.OffsetMinutes = time.OffsetMinutes;
        return length;
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
}
