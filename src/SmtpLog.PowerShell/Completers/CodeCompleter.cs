using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using SmtpLog.Diagnosis;

namespace SmtpLog.PowerShell.Completers;

/// <summary>Reply codes and their classes, each with what it means.</summary>
public sealed class CodeCompleter : IArgumentCompleter
{
    private static readonly KeyValuePair<string, string>[] s_classes =
    [
        new("5xx", "every permanent refusal"),
        new("4xx", "every temporary refusal"),
        new("2xx", "everything that was accepted"),
        new("3xx", "every request to go on"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Codes().Where(code => Completion.Fits(code.Key, wordToComplete)).Select(code => Completion.Of(code.Key, $"{code.Key}: {code.Value}"));

    private static IEnumerable<KeyValuePair<string, string>> Codes() => s_classes.Concat(StatusCodeRegistry.Default.ReplyCodes
        .OrderByDescending(code => code >= 400)
        .ThenBy(code => code)
        .Select(code => new KeyValuePair<string, string>(code.ToString(CultureInfo.InvariantCulture), StatusCodeRegistry.Default.Reply(code)!)));
}
