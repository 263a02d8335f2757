using System;
using System.Collections.Generic;
using System.Globalization;

namespace SmtpLog.Diagnosis;

/// <summary>What the reply codes and the enhanced status codes mean, from the two tables.</summary>
internal sealed class StatusCodeRegistry
{
    private static readonly Lazy<StatusCodeRegistry> s_default = new(() => new StatusCodeRegistry());

    private readonly Dictionary<int, string> _replies = [];
    private readonly Dictionary<string, string> _enhanced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _basicCodes = new(StringComparer.Ordinal);

    private StatusCodeRegistry()
    {
        foreach (var line in DataFile.Lines("reply-codes.tsv"))
        {
            var columns = line.Split('\t');
            _replies.Add(int.Parse(columns[0], CultureInfo.InvariantCulture), columns[1]);
        }

        foreach (var line in DataFile.Lines("enhanced-status-codes.tsv"))
        {
            var columns = line.Split('\t');
            _enhanced.Add(columns[0], columns[4] == "-" ? columns[1] : columns[4]);
            _basicCodes.Add(columns[0], columns[2]);
        }
    }

    public static StatusCodeRegistry Default => s_default.Value;

    /// <summary>The codes as the registry writes them: <c>X.7.8</c>, <c>X.7.YYY</c>, <c>5.XXX.YYY</c>.</summary>
    public IReadOnlyCollection<string> EnhancedCodes => _enhanced.Keys;

    public IReadOnlyCollection<int> ReplyCodes => _replies.Keys;

    public string? Reply(int code) => _replies.TryGetValue(code, out var meaning) ? meaning : null;

    public string? Status(int subject, int detail) => Enhanced($"X.{subject}.{detail}");

    public string? Subject(int subject) => Enhanced($"X.{subject}.YYY");

    public string? Class(int @class) => Enhanced($"{@class}.XXX.YYY");

    /// <summary>True where the registry names this reply code among those that the status goes with.</summary>
    public bool GoesWith(int subject, int detail, int reply) =>
        _basicCodes.TryGetValue($"X.{subject}.{detail}", out var codes)
        && codes.IndexOf(reply.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) >= 0;

    private string? Enhanced(string code) => _enhanced.TryGetValue(code, out var meaning) ? meaning : null;
}
