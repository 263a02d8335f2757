using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SmtpLog.Writing.Files;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.PowerShell;

/// <summary>Starts the process-wide log when the module is imported, where an administrator has said so. Never stops the import.</summary>
internal static class LogStartup
{
    public static void Run()
    {
        if (ProcessLog.Shared.Status() is not null)
        {
            return;
        }

        var configuration = new LogConfiguration(Environment.GetEnvironmentVariable);
        foreach (string warning in configuration.Warnings)
        {
            Warn(warning);
        }

        ProcessLog.Shared.IsForced = configuration.IsForced;
        if (configuration.Options is not { } options)
        {
            return;
        }

        try
        {
            // Where another runspace was faster, it runs.
            _ = ProcessLog.Shared.TryStart(options);
        }
        catch (LogUnavailableException e)
        {
            Warn($"{configuration.Origin} asks for a log that cannot be started: {e.Message}");
        }
    }

    /// <summary>An import has no warning stream of its own; the host shows it.</summary>
    private static void Warn(string warning)
    {
        if (Runspace.DefaultRunspace is null)
        {
            return;
        }

        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        try
        {
            shell.AddScript("param($text) $Host.UI.WriteWarningLine($text)").AddArgument($"SmtpLog: {warning}").Invoke();
        }
        catch (RuntimeException)
        {
            // A host that cannot show anything.
        }
    }
}
