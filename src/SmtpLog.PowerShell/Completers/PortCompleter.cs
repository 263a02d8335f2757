using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SmtpLog.PowerShell.Completers;

/// <summary>The ports that mail servers listen on.</summary>
public sealed class PortCompleter : IArgumentCompleter
{
    private static readonly KeyValuePair<string, string>[] s_ports =
    [
        new("587", "587: submission with STARTTLS (RFC 6409); the default"),
        new("465", "465: submission with TLS from the first byte (RFC 8314)"),
        new("25", "25: from server to server (RFC 5321); many networks block it"),
        new("2525", "2525: what many providers offer where 587 is blocked; no standard"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        s_ports.Where(port => Completion.Fits(port.Key, wordToComplete)).Select(port => Completion.Of(port.Key, port.Value));
}
