using System;
using System.Collections.Generic;

namespace SmtpLog.Report;

/// <summary>What is counted over all sessions.</summary>
internal sealed class ReportTotals
{
    private readonly long[] _outcomes = new long[Enum.GetValues(typeof(SmtpSessionOutcome)).Length];

    public long Sessions { get; private set; }

    public long Accepted { get; private set; }

    public long NotAccepted { get; private set; }

    public long RecipientsAccepted { get; private set; }

    public long RecipientsRefused { get; private set; }

    /// <summary>The bytes of the messages that were accepted, where the logs tell.</summary>
    public long MessageBytes { get; private set; }

    public DateTimeOffset? First { get; private set; }

    public DateTimeOffset? Last { get; private set; }

    /// <summary>The files that had sessions, in the order in which they came.</summary>
    public List<string> Paths { get; } = [];

    public Tally Kinds { get; } = new();

    public Tally Codes { get; } = new();

    public Tally Servers { get; } = new();

    public long this[SmtpSessionOutcome outcome] => _outcomes[(int)outcome];

    public void Add(SmtpLogSession session)
    {
        Sessions++;
        _outcomes[(int)session.Outcome]++;
        First = First is null || session.Start < First ? session.Start ?? First : First;
        Last = Last is null || session.End > Last ? session.End ?? Last : Last;
        if (session.Path is { } path && (Paths.Count == 0 || Paths[Paths.Count - 1] != path) && !Paths.Contains(path))
        {
            Paths.Add(path);
        }

        foreach (SmtpLogMessage message in session.Messages)
        {
            Add(message);
        }

        if (session.Outcome == SmtpSessionOutcome.Failed)
        {
            Kinds.Add(session.ErrorKind?.ToString() ?? Wording.UnknownKind);
            Codes.Add(Code(session));
            Servers.Add(Wording.Server(session));
        }
    }

    /// <summary>Code and enhanced code, or that no reply decided it.</summary>
    public static string Code(SmtpLogSession session) => session.Code is { } code
        ? session.EnhancedCode is { } enhanced ? $"{code} {enhanced}" : $"{code}"
        : "no reply";

    private void Add(SmtpLogMessage message)
    {
        if (message.IsWithdrawn)
        {
            return;
        }

        if (message.Accepted)
        {
            Accepted++;
            MessageBytes += message.Size ?? 0;
        }
        else
        {
            NotAccepted++;
        }

        foreach (SmtpRecipientResult recipient in message.Recipients)
        {
            if (recipient.Accepted)
            {
                RecipientsAccepted++;
            }
            else if (recipient.Code is not null)
            {
                RecipientsRefused++;
            }
        }
    }
}
