using System;
using System.Collections.Generic;

namespace SmtpLog.Reading.Sessions;

/// <summary>The lines of one session, which become entries when somebody looks.</summary>
internal sealed class SessionEntries(byte[] bytes, KeptRecord[] records, int? processId, string? sessionId, string? path)
{
    private SmtpLogEntry[]? _all;

    public static SessionEntries None { get; } = new([], [], null, null, null);

    public IReadOnlyList<SmtpLogEntry> All => _all ??= Array.ConvertAll(records, Create);

    /// <summary>One of them; null where it was too much to keep.</summary>
    public SmtpLogEntry? At(int index) => index >= records.Length ? null : _all?[index] ?? Create(records[index]);

    private SmtpLogEntry Create(KeptRecord kept)
    {
        LogRecord record = kept.Restore(bytes);
        record.ProcessId ??= processId;
        return EntryFactory.Create(ref record, sessionId, path);
    }
}
