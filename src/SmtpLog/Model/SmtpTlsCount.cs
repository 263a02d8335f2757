using System;
using System.Collections.Generic;

namespace SmtpLog;

/// <summary>How often a version of TLS was spoken with a server.</summary>
public sealed class SmtpTlsCount
{
    /// <summary>The server, as in <see cref="SmtpServerCount.Server"/>.</summary>
    public string? Server { get; internal init; }

    /// <summary>Its port; null where the log does not show it.</summary>
    public int? Port { get; internal init; }

    /// <summary><c>Tls13</c> and the like; <c>None</c> for plain text, <c>Unknown</c> where the log does not name the version.</summary>
    public string Protocol { get; internal init; } = string.Empty;

    /// <summary>True for versions before TLS 1.2 (RFC 8996) and for plain text.</summary>
    public bool IsDeprecated { get; internal init; }

    /// <summary>The sessions that spoke it.</summary>
    public long Sessions { get; internal set; }

    /// <summary>When the last of them began; null where the logs have no times.</summary>
    public DateTimeOffset? LastSeen { get; internal set; }

    /// <summary>The files that show it, a hundred at most.</summary>
    public IReadOnlyCollection<string> Paths => Files;

    internal SortedSet<string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Server, version and sessions.</summary>
    public override string ToString() => $"{Server} {Protocol}: {Sessions}";
}
