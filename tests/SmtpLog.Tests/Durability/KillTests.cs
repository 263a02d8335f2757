using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Stress;
using Xunit;

namespace SmtpLog.Tests.Durability;

/// <summary>Processes that are killed (SIGKILL) while they send.</summary>
[Collection(Busy.Name)]
public sealed class KillTests : EngineTest
{
    private const int Kills = 50;
    private const int Seed = 20261124;

    private const string Script = """
        param($Module, [int]$Port, $Log, $Content, [int]$Size)
        $ErrorActionPreference = 'Stop'
        Import-Module $Module
        $body = ('0123456789' * 7 + "`r`n") * $Size
        $t = New-SmtpTransporter 127.0.0.1 -Port $Port -Tls None -LogPath $Log -LogContent $Content
        while ($true) {
            [void]($t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject kill -Body $body)
        }
        """;

    [Fact]
    public async Task A_killed_process_leaves_every_line_at_most_the_last_cut_and_the_next_writer_a_line_of_its_own()
    {
        string script = WriteFile("send.ps1", System.Text.Encoding.UTF8.GetBytes(Script));
        var random = new Random(Seed);
        KillCase[] cases = [.. Enumerable.Range(0, Kills).Select(number => new KillCase(number, random))];
        ConcurrentBag<(KillCase Case, WitnessServer Server)> ended = [];
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(cases, options, async (one, cancelled) => ended.Add((one, await KillAsync(one, script, cancelled))));

        Serve(transporterArguments: string.Empty);
        List<string> problems = [];
        foreach (var (one, server) in ended)
        {
            CheckLog(one, server, problems);
        }

        Assert.True(problems.Count == 0, $"Seed {Seed}: {string.Join("\n", problems.Take(20))}");
    }

    private string LogOf(KillCase one) => InFolder($"{one.Number}.log");

    private async Task<WitnessServer> KillAsync(KillCase one, string script, CancellationToken cancelled)
    {
        await using var server = new WitnessServer(one.Lines);
        using var process = new StressProcess(
            Staged.PowerShellHost,
            script,
            Staged.Manifest,
            server.Port.ToString(CultureInfo.InvariantCulture),
            LogOf(one),
            one.Content.ToString(),
            one.BodyLines.ToString(CultureInfo.InvariantCulture));
        await server.Moment;
        Thread.SpinWait(one.Spin);
        process.Kill();
        Assert.Equal(string.Empty, await process.KilledAsync(cancelled));
        await server.EndedAsync();
        return server;
    }

    private void CheckLog(KillCase one, WitnessServer server, List<string> problems)
    {
        string path = LogOf(one);
        string before = File.ReadAllText(path);
        int end = before.LastIndexOf('\n') + 1;
        bool isCut = end < before.Length;
        var lines = LoggedLine.Parse(before[..end], $"{one}", problems);
        if (!lines.Select(line => line.Counter).SequenceEqual(Enumerable.Range(1, lines.Count).Select(counter => (long)counter)))
        {
            problems.Add($"{one}: a counter is missing.");
        }

        string[] logged = [.. Assert.Single(Conversation.Divide(lines)).Exchange];
        if (!logged.Take(server.Exchange.Count).SequenceEqual(server.Exchange.Take(logged.Length)) || logged.Length < server.Certain.Count())
        {
            problems.Add($"{one}: '{string.Join("|", logged.TakeLast(3))}' is not '{string.Join("|", server.Exchange.TakeLast(3))}'.");
        }

        var entries = Run("ConvertFrom-SmtpLog $args[0]", path).All<SmtpLogEntry>();
        int expected = lines.Count + (isCut ? 1 : 0);
        if (entries.Count != expected || entries.Count(entry => entry.IsRecovered) > (isCut ? 1 : 0))
        {
            problems.Add($"{one}: {entries.Count} entries of {expected}.");
        }

        Run("$t = $server | New-SmtpTransporter -LogPath $args[0]; $t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com -Subject next -Body x; $t.Dispose()", path).Single<SmtpSendResult>();
        string after = File.ReadAllText(path);
        string next = after[before.Length..];
        if (!after.StartsWith(before, StringComparison.Ordinal) || next.StartsWith('\n') != isCut)
        {
            problems.Add($"{one}: the next writer has gone on with '{next[..Math.Min(80, next.Length)]}'.");
        }

        LoggedLine.Parse(next.TrimStart('\n'), $"{one}, the next writer", problems);
    }
}
