using System;
using System.Collections.Generic;

namespace SmtpLog.Tests.Stress;

/// <summary>What a stress run left, and what is wrong with it.</summary>
internal sealed class StressReport
{
    public List<string> Problems { get; } = [];

    /// <summary>The numbered files that are there, in order.</summary>
    public IReadOnlyList<string> Files { get; set; } = [];

    public int Lines { get; set; }

    public long Bytes { get; set; }

    public int Sessions { get; set; }

    public int Messages { get; set; }

    public TimeSpan Elapsed { get; set; }
}
