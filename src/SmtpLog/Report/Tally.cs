using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Report;

/// <summary>How often each name came.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Add(string name) => _counts[name] = _counts.TryGetValue(name, out long count) ? count + 1 : 1;

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Ranked =>
        [.. _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
}
