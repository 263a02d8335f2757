using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace SmtpLog.Benchmarks;

/// <summary>The real PowerShell engine with the staged module.</summary>
internal sealed class Engine : IDisposable
{
    private readonly Runspace _runspace;

    public Engine()
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("New-EmptyObject", typeof(FloorCommand), null));
        state.ImportPSModule([System.IO.Path.Combine(Metadata("StagedModule"), "SmtpLog.psd1")]);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public static string Metadata(string key) => typeof(Engine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;

    /// <summary>Runs a script; its output is thrown away, its first error thrown.</summary>
    public void Run(string script, params object[] arguments)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (object argument in arguments)
        {
            shell.AddArgument(argument);
        }

        shell.Invoke();
        if (shell.Streams.Error.Count > 0)
        {
            throw new InvalidOperationException($"{shell.Streams.Error[0]}");
        }
    }

    public void Dispose() => _runspace.Dispose();
}
