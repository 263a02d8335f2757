using System;
using System.Linq;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Completers;

/// <summary>What the completers have in common.</summary>
internal static class Completion
{
    public static bool Fits(string candidate, string? word) =>
        candidate.StartsWith((word ?? string.Empty).Trim('\'', '"'), StringComparison.OrdinalIgnoreCase);

    /// <summary>The value, quoted where it would not stay one argument.</summary>
    public static CompletionResult Of(string value, string toolTip)
    {
        bool isPlain = value.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ':');
        return new CompletionResult(isPlain ? value : $"'{value.Replace("'", "''")}'", value, CompletionResultType.ParameterValue, toolTip);
    }
}
