using System;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace SmtpLog.PowerShell.Formatting;

/// <summary>
/// Makes failures stand out in the user's own colour for errors; called from SmtpLog.Format.ps1xml. Windows PowerShell
/// has no <c>$PSStyle</c>, and its tables count a colour's bytes as text: there it does nothing. The variable is looked up
/// here: in strict mode a view that names a variable which is not there shows nothing at all.
/// </summary>
public static class Tint
{
    private const string Reset = "\u001B[0m";

    /// <summary>The text, coloured where it tells of a failure and the host shows colours.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isFailure">True where it tells of one.</param>
    /// <param name="context"><c>$ExecutionContext</c>.</param>
    public static string Failure(string? text, bool isFailure, EngineIntrinsics context)
    {
        if (!isFailure || string.IsNullOrEmpty(text) || context.SessionState.PSVariable.GetValue("PSStyle") is not { } variable)
        {
            return text ?? string.Empty;
        }

        var style = PSObject.AsPSObject(variable);
        if (!HasColour(style, context.Host))
        {
            return text!;
        }

        string? colour = style.Properties["Formatting"]?.Value is { } formatting
            ? PSObject.AsPSObject(formatting).Properties["Error"]?.Value as string
            : null;
        return string.IsNullOrEmpty(colour) ? text! : colour + text + Reset;
    }

    /// <summary>See https://no-color.org and about_ANSI_Terminals.</summary>
    private static bool HasColour(PSObject style, PSHost? host) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && style.Properties["OutputRendering"]?.Value?.ToString() switch
        {
            "Ansi" => true,
            "Host" => host?.UI?.SupportsVirtualTerminal ?? false,
            _ => false,
        };
}
