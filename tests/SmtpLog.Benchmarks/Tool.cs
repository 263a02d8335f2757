using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace SmtpLog.Benchmarks;

/// <summary>Other programs to compare with; their output goes into a pipe, since some stop early where nobody reads it.</summary>
internal static class Tool
{
    /// <summary>pwsh by <c>SMTPLOG_PWSH</c> or on the path; null where there is none.</summary>
    public static string? Pwsh { get; } = Environment.GetEnvironmentVariable("SMTPLOG_PWSH") ?? OnPath("pwsh");

    public static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
        .FirstOrDefault(File.Exists);

    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
