using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpLog.Contracts;
using SmtpLog.TestServer;

namespace SmtpLog.Tests.Stress;

/// <summary>Several processes with several runspaces each send to one test server and write one log.</summary>
internal sealed class StressRun(string host, string manifest, string folder)
{
    /// <summary>What each process runs.</summary>
    private const string Script = """
        param($Module, [int]$Port, $Name, [int]$Runspaces, [int]$Sends, $Log, $Logs, [long]$MaximumSize, [int]$MaximumFiles, $Content)
        $ErrorActionPreference = 'Stop'
        Import-Module $Module
        if ($Logs) {
            Start-SmtpLog $Logs -MaximumSize $MaximumSize -MaximumFiles $MaximumFiles -Content $Content
        }

        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule($Module)
        $shells = foreach ($number in 1..$Runspaces) {
            $runspace = [runspacefactory]::CreateRunspace($state)
            $runspace.Open()
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            [void]$shell.AddScript({
                param($Port, $Name, $Sends, $Log)
                $own = @{}
                if ($Log) { $own.LogPath = $Log }
                $t = New-SmtpTransporter 127.0.0.1 -Port $Port -Tls None @own
                foreach ($i in 1..$Sends) {
                    $r = $t | Send-SmtpLoggedMessage -From "$Name@example.com" -To bob@example.com -Subject "$Name.$i" -Body done
                    if (-not $r.Success -or $r.LogError) { "problem=$Name.$i $($r.StatusText) $($r.LogError)" }
                }

                $t.Dispose()
            }).AddArgument($Port).AddArgument("$Name.$number").AddArgument($Sends).AddArgument($Log)
            @{ Shell = $shell; Call = $shell.BeginInvoke() }
        }

        foreach ($one in $shells) {
            $one.Shell.EndInvoke($one.Call)
            foreach ($problem in $one.Shell.Streams.Error) { "problem=$problem" }
        }

        if ($Logs -and ($problem = (Get-SmtpLog).Error)) { "problem=$problem" }
        """;

    /// <summary>What the process of a number, from 1, is started through; empty: nothing.</summary>
    public Func<int, string[]> Through { get; init; } = static _ => [];

    public string LogPath => Path.Combine(folder, "shared.log");

    public string Logs => Path.Combine(folder, "logs");

    public async Task<StressReport> RunAsync(StressPlan plan, CancellationToken cancelled)
    {
        string script = Path.Combine(folder, "send.ps1");
        await File.WriteAllTextAsync(script, Script, cancelled).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        var server = new SmtpTestServerEngine(new SmtpTestServerOptions { Tls = SmtpTls.None });
        StressProcess[] processes = [.. Enumerable.Range(1, plan.Processes).Select(number => Start(script, Arguments(plan, number, server.Port), Through(number)))];
        string[] outputs;
        try
        {
            outputs = await Task.WhenAll(processes.Select(process => process.EndAsync(cancelled))).ConfigureAwait(false);
        }
        finally
        {
            Array.ForEach(processes, process => process.Dispose());
            server.Dispose();
        }

        var report = new StressCheck(plan, Encoding.UTF8.GetString(server.Transcript)).Check(plan.OwnLog ? LogPath : null, plan.ProcessLog ? Logs : null);
        report.Problems.InsertRange(0, outputs.SelectMany(output => output.Split('\n')).Where(line => line.StartsWith("problem=", StringComparison.Ordinal)));
        report.Messages = server.Messages.Count;
        if (report.Messages != plan.Messages)
        {
            report.Problems.Add($"The server has {report.Messages} messages of {plan.Messages}.");
        }

        report.Elapsed = clock.Elapsed;
        return report;
    }

    private StressProcess Start(string script, IEnumerable<string> arguments, string[] through)
    {
        string[] command = [.. through, StressProcess.Dotnet, host, script, .. arguments];
        return new StressProcess(command[0], command[1..], folder);
    }

    private IEnumerable<string> Arguments(StressPlan plan, int number, int port) =>
    [
        manifest,
        port.ToString(CultureInfo.InvariantCulture),
        $"p{number}",
        plan.Runspaces.ToString(CultureInfo.InvariantCulture),
        plan.Sends.ToString(CultureInfo.InvariantCulture),
        plan.OwnLog ? LogPath : string.Empty,
        plan.ProcessLog ? Logs : string.Empty,
        plan.MaximumSize.ToString(CultureInfo.InvariantCulture),
        plan.MaximumFiles.ToString(CultureInfo.InvariantCulture),
        plan.Content.ToString(),
    ];
}
