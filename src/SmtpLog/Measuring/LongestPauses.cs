using System;
using System.Collections.Generic;

namespace SmtpLog.Measuring;

/// <summary>The ten longest pauses, the longest first; of equal ones those that came first.</summary>
internal sealed class LongestPauses
{
    private const int Most = 10;

    private readonly List<SmtpLogPause> _pauses = [];

    public IReadOnlyList<SmtpLogPause> All => _pauses;

    public void Take(SmtpLogSession session, string? server)
    {
        if (session.LongestPause is not { } pause || pause <= TimeSpan.Zero || (_pauses.Count == Most && pause <= _pauses[Most - 1].Duration))
        {
            return;
        }

        SmtpLogEntry? after = session.LongestPauseAfter;
        int at = _pauses.FindIndex(other => other.Duration < pause);
        _pauses.Insert(at < 0 ? _pauses.Count : at, new SmtpLogPause
        {
            Duration = pause,
            SessionId = session.SessionId,
            ProcessId = after?.ProcessId ?? session.ProcessId,
            Server = server,
            Origin = after?.Origin,
            After = after?.Text,
            Stage = after?.Stage,
            Timestamp = after?.Timestamp,
            Path = session.Path,
            LineNumber = after?.LineNumber ?? session.LineNumber,
        });
        if (_pauses.Count > Most)
        {
            _pauses.RemoveAt(Most);
        }
    }
}
