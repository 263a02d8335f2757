using System;
using SmtpLog.Reading.Scanning;

namespace SmtpLog.Reading;

/// <summary>Filters records and makes entries of those that come through.</summary>
internal sealed class EntryOutput(string? path, LogReaderOptions options, Action<SmtpLogEntry> emit) : IMatchOutput
{
    private readonly EntryFilter _filter = new(options);

    public void Take(ref LogRecord record)
    {
        if (_filter.Accepts(ref record))
        {
            emit(EntryFactory.Create(ref record, record.Conversation?.Identity.Name, path));
        }
    }

    public void Complete()
    {
        // Every entry is out as soon as its record came.
    }
}
