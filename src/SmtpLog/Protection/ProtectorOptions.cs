using System.Threading;

namespace SmtpLog.Protection;

/// <summary>How logs are to be protected.</summary>
internal sealed class ProtectorOptions
{
    public SmtpLogDialect Dialect { get; init; }

    /// <summary>What mail addresses become, in all logs for which the same object is given; null where they stay.</summary>
    public Pseudonyms? Addresses { get; init; }

    public CancellationToken Cancellation { get; init; }
}
