using System;
using System.Collections.Generic;

namespace SmtpLog;

/// <summary>One message of a session: its envelope and what the server said to it.</summary>
public sealed class SmtpLogMessage
{
    private string? _queueId;

    /// <summary>The address of MAIL FROM, empty for a bounce (<c>&lt;&gt;</c>); null where the log does not show it.</summary>
    public string? From { get; internal init; }

    /// <summary>Each recipient of RCPT TO, in order, with the reply to it.</summary>
    public IReadOnlyList<SmtpRecipientResult> Recipients { get; internal init => field = SmtpRecipientResult.List(value); } = SmtpRecipientResult.List([]);

    /// <summary>
    /// The size in bytes: of its chunks (BDAT), else of its content as far as the log counts it or as SIZE= declared
    /// it, whichever is more; null where the log tells neither.
    /// </summary>
    public long? Size { get; internal init; }

    /// <summary>True where the server took the message: the reply to its content was a success.</summary>
    public bool Accepted { get; internal init; }

    /// <summary>
    /// True where the client took the envelope back before any content, with RSET, QUIT or another greeting (RFC 5321, section
    /// 4.1.1.5), and nothing had refused it: it was only tried out, as by <c>Test-SmtpTransporter -To</c>.
    /// </summary>
    public bool IsWithdrawn { get; internal init; }

    /// <summary>
    /// The code of the reply that decided it: the reply to the content, or the refusal that came before it. Null where
    /// none did, as for an envelope that was only tried out.
    /// </summary>
    public int? Code { get; internal init; }

    /// <summary>The enhanced status code of that reply (RFC 3463), if it has one.</summary>
    public string? EnhancedCode { get; internal init; }

    /// <summary>The words of that reply without its codes, its lines joined by line feeds.</summary>
    public string? Reply { get; internal init; }

    /// <summary>The server's name for the message, where its reply gives one.</summary>
    public string? QueueId => _queueId ??= Accepted ? SmtpLog.QueueId.In(Reply) : null;

    /// <summary>The Message-ID without angle brackets, where the log shows that header line.</summary>
    public string? MessageId { get; internal init; }

    /// <summary>When its first command was sent; null where the log has no times.</summary>
    public DateTimeOffset? Start { get; internal init; }

    /// <summary>Sender, number of recipients and verdict.</summary>
    public override string ToString()
    {
        string verdict = Accepted ? "accepted" : IsWithdrawn ? "tried out" : Code is null ? "not sent" : "refused";
        string code = Code is null ? string.Empty : $", {Code}";
        return $"<{From}> to {Recipients.Count} ({verdict}{code})";
    }
}
