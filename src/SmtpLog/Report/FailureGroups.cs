using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Report;

/// <summary>The failures of all sessions, alike ones together.</summary>
internal sealed class FailureGroups
{
    private const int ExcerptLines = 6;

    private readonly Dictionary<string, FailureGroup> _groups = new(StringComparer.Ordinal);

    /// <summary>The most frequent first, of equal ones the first that came.</summary>
    public IReadOnlyList<FailureGroup> Ranked => [.. _groups.Values.OrderByDescending(group => group.Count).ThenBy(group => group.Example)];

    /// <param name="session">Any session; one that did not fail changes nothing.</param>
    /// <param name="number">Its number in the report.</param>
    /// <param name="mask">Has seen its lines.</param>
    /// <param name="texts">Those lines, masked.</param>
    public void Add(SmtpLogSession session, long number, SessionMask mask, IReadOnlyList<string> texts)
    {
        if (session.Outcome != SmtpSessionOutcome.Failed)
        {
            return;
        }

        string server = Wording.Server(session);
        string code = ReportTotals.Code(session);
        SmtpDiagnosis? diagnosis = session.Diagnosis;
        string key = string.Join("\n", server, session.ErrorKind, session.FailedStage, code, diagnosis?.Cause);
        if (!_groups.TryGetValue(key, out FailureGroup? group))
        {
            group = new FailureGroup
            {
                Server = server,
                Kind = session.ErrorKind,
                Stage = session.FailedStage,
                Code = code,
                Diagnosis = diagnosis is null ? null : new SmtpDiagnosis(mask.Words(diagnosis.Meaning)!, mask.Words(diagnosis.Cause), mask.Words(diagnosis.Advice)),
                IsTransient = session.IsTransient,
                Reply = mask.Words(session.Reply),
                Example = number,
                Excerpt = Excerpt(session.Entries, texts),
            };
            _groups.Add(key, group);
        }

        group.Add(session);
    }

    private static List<KeyValuePair<SmtpLogOrigin, string>> Excerpt(IReadOnlyList<SmtpLogEntry> entries, IReadOnlyList<string> texts)
    {
        int last = Math.Min(entries.Count, texts.Count) - 1;
        int decisive = last;
        while (decisive > 0 && !entries[decisive].IsError)
        {
            decisive--;
        }

        int end = decisive > 0 ? decisive : last;
        var lines = new List<KeyValuePair<SmtpLogOrigin, string>>();
        for (int i = Math.Max(0, end - ExcerptLines + 1); i <= end; i++)
        {
            lines.Add(new(entries[i].Origin, texts[i]));
        }

        return lines;
    }
}
