using System;
using System.Collections.Generic;

namespace SmtpLog.Contracts;

/// <summary>How far a check goes, and when it warns.</summary>
internal sealed class SmtpCheckOptions
{
    /// <summary>The last stage to pass: <see cref="SmtpStage.Connect"/> to <see cref="SmtpStage.Recipient"/>.</summary>
    public required SmtpStage StopAfter { get; init; }

    /// <summary>The sender to probe; null: the user's name if it is an address, else the null sender.</summary>
    public string? From { get; init; }

    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Warn where the certificate ends within so many days.</summary>
    public int CertificateWarningDays { get; init; } = 14;

    /// <summary>Warn where the check took longer; null: never.</summary>
    public TimeSpan? SlowWarning { get; init; }
}
