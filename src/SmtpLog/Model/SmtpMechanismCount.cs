using System;
using System.Collections.Generic;

namespace SmtpLog;

/// <summary>How often a mechanism was used with a server.</summary>
public sealed class SmtpMechanismCount
{
    /// <summary>The server, as in <see cref="SmtpServerCount.Server"/>.</summary>
    public string? Server { get; internal init; }

    /// <summary>Its port; null where the log does not show it.</summary>
    public int? Port { get; internal init; }

    /// <summary>The mechanism by its SASL name.</summary>
    public string Mechanism { get; internal init; } = string.Empty;

    /// <summary>True for PLAIN and LOGIN, which send the password itself: what providers call basic authentication.</summary>
    public bool IsBasic { get; internal init; }

    /// <summary>The sessions that tried it last.</summary>
    public long Sessions { get; internal set; }

    /// <summary>Those of them whose login was accepted.</summary>
    public long Authenticated { get; internal set; }

    /// <summary>When the last of them began; null where the logs have no times.</summary>
    public DateTimeOffset? LastSeen { get; internal set; }

    /// <summary>The files that show it, a hundred at most.</summary>
    public IReadOnlyCollection<string> Paths => Files;

    internal SortedSet<string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Server, mechanism and sessions.</summary>
    public override string ToString() => $"{Server} {Mechanism}: {Sessions}";
}
