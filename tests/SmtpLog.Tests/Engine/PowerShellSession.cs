using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace SmtpLog.Tests.Engine;

/// <summary>
/// A runspace with the staged module in it. The engine loads SmtpLog.PowerShell.dll from out/SmtpLog; SmtpLog.dll and
/// the bridges are asked for by name, and a test process finds its own copies of the same build first. So types are
/// the tests' own and can be cast to, and the load context that keeps the bridges apart is tested in processes of its
/// own (IsolationTests).
/// </summary>
internal sealed class PowerShellSession : IDisposable
{
    private readonly Runspace _runspace;

    /// <summary>Forgets what whoever runs the tests has set: the modules of pwsh, whose assemblies the bare engine lacks, and a wish for no colours.</summary>
    static PowerShellSession()
    {
        Environment.SetEnvironmentVariable("PSModulePath", null);
        Environment.SetEnvironmentVariable("NO_COLOR", null);
    }

    /// <param name="host">Whoever shows what is printed; null where nothing is.</param>
    public PowerShellSession(PSHost? host = null)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
        Run("Import-Module $args[0] -ErrorAction Stop", Staged.Manifest).All<object>();
    }

    /// <summary>Set-Location, which the engine alone does not have.</summary>
    public void SetLocation(string folder) => _runspace.SessionStateProxy.Path.SetLocation(folder);

    public void Set(string variable, object? value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    /// <summary>Runs a script; the arguments are its <c>$args</c>.</summary>
    public SessionOutput Run(string script, params object?[] arguments)
    {
        using var shell = Create(script, arguments);
        List<PSObject> objects = [];
        ErrorRecord? last = null;
        try
        {
            objects.AddRange(shell.Invoke());
        }
        catch (RuntimeException e)
        {
            last = e.ErrorRecord;
        }

        return new SessionOutput
        {
            Objects = objects,
            Errors = last is null ? [.. shell.Streams.Error] : [.. shell.Streams.Error, last],
            Warnings = [.. shell.Streams.Warning.Select(record => record.Message)],
            Verbose = [.. shell.Streams.Verbose.Select(record => record.Message)],
            Debug = [.. shell.Streams.Debug.Select(record => record.Message)],
            Progress = [.. shell.Streams.Progress],
            IsTerminated = last is not null,
        };
    }

    /// <summary>A script to be run by the caller, who disposes of it.</summary>
    public System.Management.Automation.PowerShell Create(string script, params object?[] arguments)
    {
        var shell = System.Management.Automation.PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (object? argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return shell;
    }

    /// <summary>Removes the module, which ends what it holds.</summary>
    public void Dispose()
    {
        Run("Get-Module SmtpLog | Remove-Module -Force");
        _runspace.Dispose();
    }
}
