using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace SmtpLog.Benchmarks;

/// <summary>What reading costs, beside the tools that people use else.</summary>
internal sealed class Reading : IDisposable
{
    private const long Megabyte = 1000 * 1000;
    private const string Pattern = "S < \"535";

    private const string ByHand = """
        & { switch -Regex -File $args[0] {
            '^(\d+) (\S+) (\d+) (\S+) ([SC]) [<>] "(.*)"$' {
                [pscustomobject]@{
                    Counter = [long]$Matches[1]; Timestamp = [datetimeoffset]$Matches[2]; ProcessId = [int]$Matches[3]
                    SessionId = $Matches[4]; Origin = $Matches[5]; Text = $Matches[6]
                    Code = if ($Matches[5] -eq 'S' -and $Matches[6] -match '^\d{3}') { [int]$Matches[0] }
                }
            }
            '^(\d+) (\S+) (\d+) (\S+) ### (.*)$' {
                [pscustomobject]@{
                    Counter = [long]$Matches[1]; Timestamp = [datetimeoffset]$Matches[2]; ProcessId = [int]$Matches[3]
                    SessionId = $Matches[4]; Origin = 'Event'; Text = $Matches[5]; Code = $null
                }
            }
        } } $args[0] | Where-Object Code -EQ 535
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("smtplog-read-").FullName;
    private readonly Engine _engine = new();
    private readonly int _megabytes;
    private readonly string _log;
    private readonly string _tenth;
    private readonly string _small;

    public Reading(int megabytes)
    {
        _megabytes = megabytes;
        _log = Generate(megabytes);
        _tenth = Generate(megabytes / 10.0);
        _small = Generate(megabytes / 100.0);
    }

    public void Run()
    {
        foreach (Comparison comparison in Comparisons())
        {
            comparison.Run();
        }

        if (Tool.Pwsh is null)
        {
            Console.WriteLine("| (Select-String and switch -Regex -File) | | | no pwsh is here | |");
        }

        ComparePeaks();
    }

    /// <summary>In a process of its own: reads the log in each way, and prints the peak of its working set in bytes.</summary>
    public static void PrintPeak(string log)
    {
        using (var engine = new Engine())
        {
            engine.Run("param($log) ConvertFrom-SmtpLog $log -Code 535 | Out-Null", log);
            engine.Run("param($log) ConvertFrom-SmtpLog $log -Origin Server -Command QUIT -Before 2000-01-01", log);
            engine.Run("param($log) ConvertFrom-SmtpLog $log -AsSession -Code 599", log);
        }

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(self.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private IEnumerable<Comparison> Comparisons()
    {
        string size = $"{_megabytes} MB";
        yield return new($"ConvertFrom-SmtpLog -Code 535, {size}", $"grep -c '{Pattern}'", "<= 1.5 x its time", ratio => ratio <= 1.5, () => Codes(_log), () => Tool.Run("grep", "-c", Pattern, _log));
        foreach (int sessions in new[] { 8, 64, 1024 })
        {
            string interleaved = Generate(_megabytes, sessions);
            yield return new($"the same, {sessions} sessions at once", $"grep -c '{Pattern}'", "(no cliff)", _ => true, () => Codes(interleaved), () => Tool.Run("grep", "-c", Pattern, interleaved)) { Rounds = 5 };
            File.Delete(interleaved);
        }

        yield return new($"ConvertFrom-SmtpLog -Failed, {size}", $"grep -c '{Pattern}'", "(for comparison)", _ => true, () => _engine.Run("param($log) ConvertFrom-SmtpLog $log -Failed", _log), () => Tool.Run("grep", "-c", Pattern, _log)) { Rounds = 5 };
        yield return new($"ConvertFrom-SmtpLog -SessionId 4711, {size}", "grep -c ' 4711 '", "(for comparison)", _ => true, () => _engine.Run("param($log) ConvertFrom-SmtpLog $log -SessionId 4711", _log), () => Tool.Run("grep", "-c", " 4711 ", _log)) { Rounds = 5 };
        yield return new($"every line parsed (-Before 2000-01-01), {size}", $"grep -c '{Pattern}'", "(for comparison)", _ => true, () => _engine.Run("param($log) ConvertFrom-SmtpLog $log -Before 2000-01-01", _log), () => Tool.Run("grep", "-c", Pattern, _log)) { Rounds = 5 };
        int lines = File.ReadLines(_tenth).Count();
        yield return new($"ConvertFrom-SmtpLog | Where Code -eq 535, {_megabytes / 10.0} MB", $"{lines} empty objects into the same Where", "<= 1.3 x its time", ratio => ratio <= 1.3, () => _engine.Run("param($log) ConvertFrom-SmtpLog $log | Where-Object Code -EQ 535", _tenth), () => _engine.Run("param($count) New-EmptyObject $count | Where-Object Code -EQ 535", lines)) { Rounds = 5 };
        yield return new($"ConvertFrom-SmtpLog -AsSession, {size}", "wc -l", "<= 30 x its time", ratio => ratio <= 30, () => _engine.Run("param($log) ConvertFrom-SmtpLog $log -AsSession | Out-Null", _log), () => Tool.Run("wc", "-l", _log)) { Rounds = 5 };
        yield return new($"ConvertFrom-SmtpLog -Code 535, {size}", $"10 x the same on {_megabytes / 10.0} MB", "within 10 % of linear", ratio => ratio <= 1.1, () => Codes(_log), () => Repeat(() => Codes(_tenth)));
        yield return new($"ConvertFrom-SmtpLog -AsSession, {size}", $"10 x the same on {_megabytes / 10.0} MB", "within 10 % of linear", ratio => ratio <= 1.1, () => Sessions(_log), () => Repeat(() => Sessions(_tenth))) { Rounds = 5 };
        if (Tool.Pwsh is not null)
        {
            yield return new($"ConvertFrom-SmtpLog -Code 535, {_megabytes / 10.0} MB", $"Select-String -Pattern '{Pattern}' in pwsh", ">= 10 x faster", ratio => ratio <= 0.1, () => Codes(_tenth), () => { }) { Rounds = 5, ReferenceTime = () => Pwsh($"Select-String -Path $args[0] -Pattern '{Pattern}'", _tenth) };
            yield return new($"ConvertFrom-SmtpLog | Where Code -eq 535, {_megabytes / 100.0} MB", "switch -Regex -File building [pscustomobject]", ">= 4 x faster", ratio => ratio <= 0.25, () => _engine.Run("param($log) ConvertFrom-SmtpLog $log | Where-Object Code -EQ 535", _small), () => { }) { Rounds = 5, ReferenceTime = () => Pwsh(ByHand, _small) };
        }
    }

    private void Codes(string log) => _engine.Run("param($log) ConvertFrom-SmtpLog $log -Code 535", log);

    private void Sessions(string log) => _engine.Run("param($log) ConvertFrom-SmtpLog $log -AsSession | Out-Null", log);

    private static void Repeat(Action action)
    {
        for (int i = 0; i < 10; i++)
        {
            action();
        }
    }

    private double Pwsh(string command, string log)
    {
        string script = Path.Combine(_folder, "compare.ps1");
        File.WriteAllText(script, $$"""
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $found = {{command}}
            $clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
            """);
        return double.Parse(Tool.Run(Tool.Pwsh!, "-NoProfile", "-File", script, log), CultureInfo.InvariantCulture);
    }

    private void ComparePeaks()
    {
        string tenfold = Generate(_megabytes * 10.0);
        double small = Peak(_log);
        double large = Peak(tenfold);
        File.Delete(tenfold);
        Console.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "| peak memory, {0} MB read | {1} MB read | equal within 10 %, under 150 MB | {2:0.00} × ({3:0} MB : {4:0} MB) | {5} |",
            _megabytes * 10, _megabytes, large / small, large / Megabyte, small / Megabyte,
            large / small <= 1.1 && large < 150 * Megabyte ? "yes" : "no"));
    }

    private static double Peak(string log)
    {
        string self = typeof(Reading).Assembly.Location;
        return double.Parse(Tool.Run("dotnet", self, "peak", log), CultureInfo.InvariantCulture);
    }

    private string Generate(double megabytes, int sessionsAtOnce = 1)
    {
        string path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{megabytes}-{sessionsAtOnce}.log"));
        LogGenerator.Write(path, (long)(megabytes * Megabyte), sessionsAtOnce);
        return path;
    }
}
