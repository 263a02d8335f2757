using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Formatting;

/// <summary>What became of a session or a check, in one line; called from SmtpLog.Format.ps1xml.</summary>
public static class ResultView
{
    /// <summary>Why a session failed, or how many messages it had.</summary>
    /// <param name="errorKind">Why it failed; empty where it did not.</param>
    /// <param name="code">The server's code; empty where no reply decided it.</param>
    /// <param name="reply">The server's words.</param>
    /// <param name="messages">How many messages it had.</param>
    public static string Session(string? errorKind, string? code, string? reply, int messages) =>
        !string.IsNullOrEmpty(errorKind) ? Failure(errorKind, code, reply)
        : messages == 1 ? "1 message"
        : string.Format(CultureInfo.InvariantCulture, "{0} messages", messages);

    /// <summary>Why a check failed or warns; where all is well, how it is encrypted and logged in to, and how long the certificate lasts.</summary>
    /// <param name="check">The result, or what a job or a remote session has made of it.</param>
    public static string Check(PSObject check)
    {
        string errorKind = Text(check, "ErrorKind");
        if (errorKind.Length > 0)
        {
            string reply = Text(check, "Reply");
            return Failure(errorKind, Text(check, "Code"), reply.Length > 0 ? reply : Text(check, "ErrorMessage"));
        }

        if (Text(check, "State") != nameof(SmtpHealthState.Ok))
        {
            return Warnings(Text(check, "StatusText"));
        }

        string tls = Text(check, "TlsProtocol");
        List<string> facts = [tls.Length > 0 ? tls : "not encrypted"];
        string mechanism = Text(check, "Mechanism");
        if (mechanism.Length > 0)
        {
            facts.Add(mechanism);
        }

        if (check.Properties["Certificate"]?.Value is { } certificate)
        {
            facts.Add(Text(PSObject.AsPSObject(certificate), "DaysLeft") + " days");
        }

        return string.Join(", ", facts);
    }

    private static string Failure(string? errorKind, string? code, string? words) =>
        EntryView.OneLine((string.IsNullOrEmpty(words) ? $"{code} {errorKind}" : $"{code} {errorKind}: {words}").TrimStart());

    /// <summary>What the line for monitoring says after "passed … in … s".</summary>
    private static string Warnings(string statusText)
    {
        string words = statusText.Substring(0, Math.Max(statusText.IndexOf(" | ", StringComparison.Ordinal), 0));
        int comma = words.IndexOf(", ", StringComparison.Ordinal);
        return comma < 0 ? words : words.Substring(comma + 2);
    }

    private static string Text(PSObject value, string property) => value.Properties[property]?.Value?.ToString() ?? string.Empty;
}
