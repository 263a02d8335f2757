using System;
using System.Management.Automation.Runspaces;
using SmtpLog.Writing.Files;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.PowerShell;

/// <summary>Starts the process-wide log when the module is imported, where an administrator has said so.</summary>
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
            ProcessLog.Shared.Start(options);
        }
        catch (LogUnavailableException e)
        {
            Warn($"The log that the environment asks for cannot be started: {e.Message}");
        }
    }

    /// <summary>An import has no warning stream of its own; the host shows it.</summary>
    private static void Warn(string warning)
    {
        using var shell = System.Management.Automation.PowerShell.Create(System.Management.Automation.RunspaceMode.CurrentRunspace);
        if (Runspace.DefaultRunspace is not null)
        {
            shell.AddScript("param($text) $Host.UI.WriteWarningLine($text)").AddArgument($"SmtpLog: {warning}").Invoke();
        }
    }
}
