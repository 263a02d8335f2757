using System;
using System.Collections.Generic;

namespace SmtpLog.Report;

/// <summary>From which line on a conversation was encrypted.</summary>
internal static class Encryption
{
    /// <summary>The index of the first encrypted line; beyond the last where none was, or where the log does not tell.</summary>
    public static int Begins(SmtpLogSession session)
    {
        if (session.Secure != true)
        {
            return int.MaxValue;
        }

        IReadOnlyList<SmtpLogEntry> entries = session.Entries;
        for (int i = 0; i < entries.Count; i++)
        {
            SmtpLogEntry entry = entries[i];
            if (entry is { Origin: SmtpLogOrigin.Server, Command: "STARTTLS", Code: 220, IsContinued: false })
            {
                return i + 1;
            }

            if (entry.Origin == SmtpLogOrigin.Event && IsMark(entry.Text))
            {
                return i;
            }
        }

        // No line says when, yet the session is known to be encrypted: then it was from the start.
        return 0;
    }

    private static bool IsMark(string sentence) =>
        sentence.IndexOf("TLS established", StringComparison.OrdinalIgnoreCase) >= 0
        || sentence.IndexOf("(Secure)", StringComparison.Ordinal) >= 0;
}
