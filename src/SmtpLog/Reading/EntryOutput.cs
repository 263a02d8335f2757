using System;

namespace SmtpLog.Reading;

/// <summary>Filters records and makes entries of those that come through.</summary>
internal sealed class EntryOutput(LogReaderOptions options, Action<SmtpLogEntry> emit) : IRecordOutput
{
    private readonly EntryFilter _filter = new(options);

    public bool WantsOnlyMatches => true;

    public void Take(ref LogRecord record)
    {
        if (_filter.Accepts(ref record))
        {
            emit(EntryFactory.Create(ref record, record.Conversation?.Identity.Name));
        }
    }

    public void Complete()
    {
        // Every entry is out as soon as its record came.
    }
}
