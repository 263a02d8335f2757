using System;

namespace SmtpLog.Reading;

/// <summary>The last station: filters records and makes objects of those that come through.</summary>
internal sealed class EntryOutput(string? path, LogReaderOptions options, Action<SmtpLogEntry> emit) : IRecordSink
{
    private readonly EntryFilter _filter = new(options);

    public void Take(ref LogRecord record)
    {
        if (_filter.Accepts(ref record))
        {
            emit(Create(ref record));
        }
    }

    private SmtpLogEntry Create(ref LogRecord record)
    {
        var entry = new SmtpLogEntry
        {
            Counter = record.Counter,
            Timestamp = record.HasTime ? Time(record.UtcTicks, record.OffsetMinutes) : null,
            ProcessId = record.ProcessId,
            SessionId = record.Conversation?.Identity.Name,
            Origin = record.Origin,
            Code = record.Code == 0 ? null : record.Code,
            IsContinued = record.IsContinued,
            Command = record.Command,
            Stage = record.Stage,
            Latency = record.HasLatency ? new TimeSpan(record.LatencyTicks) : null,
            IsError = record.IsError,
            IsTransient = record.IsTransient,
            IsRecovered = record.IsRecovered,
            Path = path,
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

    private static DateTimeOffset Time(long utcTicks, int offsetMinutes)
    {
        var offset = new TimeSpan(offsetMinutes * TimeSpan.TicksPerMinute);
        return new DateTimeOffset(utcTicks + offset.Ticks, offset);
    }
}
