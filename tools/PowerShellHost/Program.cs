using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SmtpLog.Tools.PowerShellHost;

// Runs a script in the real PowerShell engine, for a machine that has the .NET SDK and no pwsh.
if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: dotnet run --project tools/PowerShellHost <script.ps1> [argument ...]");
    return 64;
}

string script = Path.GetFullPath(args[0]);
if (!File.Exists(script))
{
    Console.Error.WriteLine($"There is no script '{script}'.");
    return 66;
}

var host = new ConsoleHost();
var state = InitialSessionState.CreateDefault2();
if (OperatingSystem.IsWindows())
{
    state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
}

using var runspace = RunspaceFactory.CreateRunspace(host, state);
runspace.Open();
using var shell = PowerShell.Create(runspace);
Console.CancelKeyPress += (_, stop) =>
{
    stop.Cancel = true;
    shell.BeginStop(null, null);
};

// Errors go through the formatter too, in their place among the output.
shell.AddCommand(script);
foreach (string argument in args.Skip(1))
{
    shell.AddArgument(argument);
}

shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
shell.AddCommand("Out-Default");
try
{
    shell.Invoke();
}
catch (RuntimeException e)
{
    host.UI.WriteErrorLine(e.Message);
    host.UI.WriteErrorLine(e.ErrorRecord.InvocationInfo?.PositionMessage ?? string.Empty);
    return 1;
}

return host.ExitCode;
