using System;
using System.Collections.Generic;
using System.Threading;

namespace SmtpLog.Reading;

/// <summary>What to read and what of it to let through. An empty list lets everything through; all given filters must match.</summary>
internal sealed class LogReaderOptions
{
    public SmtpLogDialect Dialect { get; init; }

    /// <summary>Server lines with one of these codes.</summary>
    public IReadOnlyList<CodeFilter> Codes { get; init; } = [];

    /// <summary>Error replies and Error events.</summary>
    public bool Failed { get; init; }

    /// <summary>At this time or later. An entry without a time does not match.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Before this time. An entry without a time does not match.</summary>
    public DateTimeOffset? Before { get; init; }

    public IReadOnlyList<string> SessionIds { get; init; } = [];

    public IReadOnlyList<SmtpLogOrigin> Origins { get; init; } = [];

    /// <summary>Client lines with one of these verbs, in any case, and the server lines that answer them.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>
    /// No more than so many of the entries that come out last are wanted. The reader may then leave out what stands before
    /// them; the output has to keep to the number.
    /// </summary>
    public int? Last { get; init; }

    public CancellationToken Cancellation { get; init; }
}
