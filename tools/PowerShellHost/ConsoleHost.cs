using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace SmtpLog.Tools.PowerShellHost;

/// <summary>The engine's host on the console, without prompts.</summary>
internal sealed class ConsoleHost : PSHost
{
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "SmtpLog.PowerShellHost";

    public override PSHostUserInterface UI { get; } = new ConsoleInterface();

    public override Version Version { get; } = new(1, 0);

    /// <summary>What the script said with <c>exit</c>.</summary>
    public int ExitCode { get; private set; }

    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no prompt.");

    public override void NotifyBeginApplication()
    {
        // Nothing to save: native programs write to the same console.
    }

    public override void NotifyEndApplication()
    {
        // Nothing to restore.
    }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
