using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>A process of its own, with nothing of the tests: dotnet, or a script in tools/PowerShellHost.</summary>
internal sealed class HostProcess
{
    private HostProcess(int exitCode, string output)
    {
        ExitCode = exitCode;
        Output = output;
    }

    public int ExitCode { get; }

    /// <summary>What it wrote, errors last.</summary>
    public string Output { get; }

    /// <summary>Runs the script, which must end well; <c>$module</c> is the manifest's path.</summary>
    public static async Task<string> Run(string folder, string script, params string[] arguments)
    {
        var ended = await Start(folder, script, arguments);
        Assert.True(ended.ExitCode == 0, ended.Output);
        return ended.Output;
    }

    /// <summary>Runs dotnet, which must end well.</summary>
    public static async Task<string> Dotnet(string folder, params string[] arguments)
    {
        var ended = await Start(folder, arguments);
        Assert.True(ended.ExitCode == 0, ended.Output);
        return ended.Output;
    }

    /// <summary>Runs dotnet, however it ends.</summary>
    public static Task<HostProcess> TryDotnet(string folder, params string[] arguments) => Start(folder, arguments);

    private static async Task<HostProcess> Start(string folder, string script, string[] arguments)
    {
        var cancelled = TestContext.Current.CancellationToken;
        string path = Path.Combine(folder, "script.ps1");
        await File.WriteAllTextAsync(path, $"$ErrorActionPreference = 'Stop'\n$module = '{Staged.Manifest}'\n{script}", Encoding.UTF8, cancelled);
        return await Start(folder, [Staged.PowerShellHost, path, .. arguments]);
    }

    private static async Task<HostProcess> Start(string folder, string[] arguments)
    {
        var cancelled = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancelled);
            var errors = process.StandardError.ReadToEndAsync(cancelled);
            await process.WaitForExitAsync(cancelled);
            return new HostProcess(process.ExitCode, await output + await errors);
        }
        finally
        {
            Kill(process);
        }
    }

    /// <summary>Nothing to do where it has ended, as it has unless the tests are being stopped.</summary>
    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
