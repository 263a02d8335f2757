using System.Collections;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>What is piped to New-SmtpTransporter: a row whose properties are the parameters, a test server, or a server's name.</summary>
internal static class TransporterInput
{
    /// <summary>Why it is refused; null where it is not.</summary>
    public static ErrorRecord? Refusal(PSObject input)
    {
        switch (input.BaseObject)
        {
            case SmtpTestServer or string:
                return null;
            case IDictionary:
                return Errors.Usage(Errors.InvalidInput, "A hashtable has no properties that could be bound.", "Pipe [pscustomobject]@{ … }, or splat the hashtable: New-SmtpTransporter @settings.");
        }

        if (InputProperties.PlainSecret(input) is { } secret)
        {
            return Errors.Usage(
                Errors.PlainTextSecret,
                $"The property '{secret}' holds a secret as plain text; it is refused.",
                "Pass -Credential with a PSCredential, or -UserName with -AccessToken as a SecureString, for example from a secret vault.");
        }

        return InputProperties.UnboundSecret(input) is { } secure
            ? Errors.Usage(Errors.InvalidInput, $"The property '{secure}' alone is no credential.", "Give the row a property Credential with a PSCredential.")
            : null;
    }
}
