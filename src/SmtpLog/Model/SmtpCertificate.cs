using System;
using System.Collections.Generic;

namespace SmtpLog;

/// <summary>The facts of a server's certificate (RFC 5280).</summary>
public sealed class SmtpCertificate
{
    /// <summary>Whom it names.</summary>
    public string Subject { get; internal init; } = string.Empty;

    /// <summary>The host names and addresses that it is for.</summary>
    public IReadOnlyList<string> AlternativeNames { get; internal init; } = [];

    /// <summary>Who issued it.</summary>
    public string Issuer { get; internal init; } = string.Empty;

    /// <summary>The SHA-256 of it, upper-case hexadecimal: what <c>-ServerCertificateThumbprint</c> pins.</summary>
    public string Thumbprint { get; internal init; } = string.Empty;

    /// <summary>The SHA-1 of it, as older tools show it.</summary>
    public string Sha1Thumbprint { get; internal init; } = string.Empty;

    /// <summary>From when it is valid.</summary>
    public DateTimeOffset NotBefore { get; internal init; }

    /// <summary>Until when it is valid.</summary>
    public DateTimeOffset NotAfter { get; internal init; }

    /// <summary>Whole days until it ends, rounded down; negative once it has.</summary>
    public int DaysLeft { get; internal init; }

    /// <summary>What the chain and the name check found, also where it was accepted all the same; empty if nothing.</summary>
    public IReadOnlyList<string> Problems { get; internal init; } = [];

    /// <summary>Subject and end.</summary>
    public override string ToString() => $"{Subject} until {NotAfter:yyyy-MM-dd}";
}
