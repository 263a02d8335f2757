using System.Collections.Generic;
using System.Text;

namespace SmtpLog.Reading.Sessions;

/// <summary>The lines of one session, which become entries when somebody looks.</summary>
internal sealed class SessionEntries(
    byte[] bytes, KeptRecord[] records, Dictionary<int, OwnFacts>? own, int? processId, string? sessionId, string? path)
{
    private SmtpLogEntry[]? _all;

    public static SessionEntries None { get; } = new([], [], null, null, null, null);

    public IReadOnlyList<SmtpLogEntry> All => _all ??= CreateAll();

    /// <summary>One of them; null where it was too much to keep.</summary>
    public SmtpLogEntry? At(int index) => index >= records.Length ? null : _all?[index] ?? Create(index);

    /// <summary>How long the server took for each answer whose stage and time are known; makes no entries.</summary>
    public IEnumerable<(SmtpStage Stage, long Ticks)> Latencies()
    {
        foreach (KeptRecord record in records)
        {
            if (record.LatencyTicks >= 0 && record.Stage is { } stage)
            {
                yield return (stage, record.LatencyTicks);
            }
        }
    }

    /// <summary>True where the filter lets one of the lines through.</summary>
    public bool HasMatch(EntryFilter filter)
    {
        byte[] session = Encoding.UTF8.GetBytes(sessionId ?? string.Empty);
        for (int index = 0; index < records.Length; index++)
        {
            LogRecord record = Restore(index);
            record.Session = session;
            if (filter.Accepts(ref record))
            {
                return true;
            }
        }

        return false;
    }

    private SmtpLogEntry[] CreateAll()
    {
        var all = new SmtpLogEntry[records.Length];
        for (int index = 0; index < all.Length; index++)
        {
            all[index] = Create(index);
        }

        return all;
    }

    private SmtpLogEntry Create(int index)
    {
        LogRecord record = Restore(index);
        record.ProcessId ??= processId;
        return EntryFactory.Create(ref record, sessionId);
    }

    private LogRecord Restore(int index)
    {
        OwnFacts? facts = null;
        own?.TryGetValue(index, out facts);
        return records[index].Restore(bytes, facts, path);
    }
}
