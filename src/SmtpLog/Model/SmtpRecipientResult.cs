using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace SmtpLog;

/// <summary>What became of one recipient of a message.</summary>
public sealed class SmtpRecipientResult
{
    /// <summary>The address as it stood in RCPT TO.</summary>
    public string Address { get; internal init; } = string.Empty;

    /// <summary>True where the server accepted the recipient.</summary>
    public bool Accepted { get; internal init; }

    /// <summary>The reply code to RCPT TO; null where the server was not asked or did not answer, or the log has no more than its verdict.</summary>
    public int? Code { get; internal init; }

    /// <summary>The enhanced status code of that reply, if it has one.</summary>
    public string? EnhancedCode { get; internal init; }

    /// <summary>The words of that reply, its lines joined by line feeds.</summary>
    public string? Reply { get; internal init; }

    /// <summary>The address and the verdict.</summary>
    public override string ToString() => Code is null
        ? $"{Address} ({(Accepted ? "accepted" : "not asked")})"
        : $"{Address} ({(Accepted ? "accepted" : "refused")}, {Code})";

    /// <summary>Never an array: PowerShell takes <c>.Address</c> of an array for the array's own method of that name.</summary>
    internal static IReadOnlyList<SmtpRecipientResult> List(IReadOnlyList<SmtpRecipientResult> results) =>
        results is SmtpRecipientResult[] array ? new ReadOnlyCollection<SmtpRecipientResult>(array) : results;
}
