using System;

namespace SmtpLog.Reading;

/// <summary>Makes the object of a record.</summary>
internal static class EntryFactory
{
    public static SmtpLogEntry Create(ref LogRecord record, string? sessionId)
    {
        var entry = new SmtpLogEntry
        {
            Counter = record.Counter,
            Timestamp = record.HasTime ? Time(record.UtcTicks, record.OffsetMinutes) : null,
            ProcessId = record.ProcessId,
            SessionId = sessionId,
            Origin = record.Origin,
            Code = record.Code == 0 ? null : record.Code,
            EnhancedCode = record.EnhancedCode,
            IsContinued = record.IsContinued,
            Command = record.Command,
            Stage = record.Stage,
            Latency = record.HasLatency ? new TimeSpan(record.LatencyTicks) : null,
            IsError = record.IsError,
            IsTransient = record.IsTransient,
            IsRecovered = record.IsRecovered,
            Path = record.Path,
            LineNumber = record.LineNumber,
            Raw = Utf8.Decode(record.Raw),
        };
        if (record.TextStart >= 0)
        {
            entry.SetTextInRaw(record.TextStart, record.Raw.Length - record.TextStart - record.Text.Length);
        }
        else
        {
            entry.Text = record.Text == record.Raw ? entry.Raw : Utf8.Decode(record.Text);
        }

        return entry;
    }

    public static DateTimeOffset Time(long utcTicks, int offsetMinutes)
    {
        var offset = new TimeSpan(offsetMinutes * TimeSpan.TicksPerMinute);
        return new DateTimeOffset(utcTicks + offset.Ticks, offset);
    }
}
