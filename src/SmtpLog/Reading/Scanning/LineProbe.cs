using System;
using SmtpLog.Reading.Dialects;

namespace SmtpLog.Reading.Scanning;

/// <summary>Reads a line by itself, to see whose it is and whether the filters may want it.</summary>
internal sealed class LineProbe : IRecordSink
{
    private readonly EntryFilter _filter;
    private readonly IDialectParser _parser;
    private int _records;

    public LineProbe(ILogDialect dialect, EntryFilter filter)
    {
        _filter = filter;
        _parser = dialect.CreateParser(this);
    }

    /// <summary>True where the line gives one record, and nothing had to be repaired.</summary>
    public bool IsUndamaged { get; private set; }

    /// <summary>True where it depends on the conversation, at most, whether the record comes through the filters.</summary>
    public bool MayMatch { get; private set; }

    public EventKind Event { get; private set; }

    public SessionIdentity Identity { get; } = new();

    public void Read(ReadOnlySpan<byte> line)
    {
        _records = 0;
        IsUndamaged = false;
        _parser.Parse(line, 1);
        _parser.Complete();
        IsUndamaged &= _records == 1;
    }

    void IRecordSink.Take(ref LogRecord record)
    {
        LogEngine.ReadCode(ref record);
        _records++;
        IsUndamaged = !record.IsRecovered;
        MayMatch = _filter.MayAccept(ref record);
        Event = record.Origin == SmtpLogOrigin.Event ? record.Event : EventKind.Other;
        Identity.Set(record.SessionProcessId, record.Session);
    }
}
