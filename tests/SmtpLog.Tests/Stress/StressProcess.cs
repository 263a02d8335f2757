using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpLog.Tests.Stress;

/// <summary>A script in a process of its own, in tools/PowerShellHost; ended with this object where it still runs.</summary>
internal sealed class StressProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    public StressProcess(string host, string script, params IEnumerable<string> arguments)
        : this(Dotnet, [host, script, .. arguments], Path.GetDirectoryName(script)!)
    {
    }

    public StressProcess(string program, IReadOnlyList<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public int Id => _process.Id;

    /// <summary>Waits for its end; gives all it wrote, errors last, and throws where it did not end well.</summary>
    public async Task<string> EndAsync(CancellationToken cancelled)
    {
        string output = await KilledAsync(cancelled).ConfigureAwait(false);
        return _process.ExitCode == 0 ? output : throw new InvalidOperationException($"A process ended with {_process.ExitCode}: {output}");
    }

    /// <summary>Waits for its end, however that comes.</summary>
    public async Task<string> KilledAsync(CancellationToken cancelled)
    {
        await _process.WaitForExitAsync(cancelled).ConfigureAwait(false);
        return await _output.ConfigureAwait(false) + await _errors.ConfigureAwait(false);
    }

    /// <summary>SIGKILL, or what Windows has for it.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
