using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using SmtpLog.Writing;
using SmtpLog.Writing.Files;
using Xunit;

namespace SmtpLog.Tests.Writing;

public class ProcessTests
{
    private const int Processes = 4;
    private const string PathVariable = "SMTPLOG_TEST_APPEND_TO";
    private const string LengthVariable = "SMTPLOG_TEST_APPEND_LONGEST";
    private const string CountVariable = "SMTPLOG_TEST_APPEND_COUNT";

    [Theory]
    [InlineData(200, 2000)]
    [InlineData(1_000_000, 12)]
    public async Task Several_processes_write_one_file_and_every_line_is_whole_and_there(int longest, int pairs)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("smtp.log");
        Process[] writers = [.. Enumerable.Range(0, Processes).Select(_ => StartWriter(path, longest, pairs))];
        try
        {
            foreach (Process writer in writers)
            {
                await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.Equal(0, writer.ExitCode);
            }
        }
        finally
        {
            foreach (Process writer in writers.Where(writer => !writer.HasExited))
            {
                writer.Kill();
            }
        }

        string[] lines = File.ReadAllLines(path);
        Assert.Equal(Processes * pairs * 2, lines.Length);
        foreach (IGrouping<string, string[]> process in lines.Select(line => line.Split(' ', 5)).GroupBy(columns => columns[2]))
        {
            IEnumerable<int> counters = process.Select(columns => int.Parse(columns[0], CultureInfo.InvariantCulture));
            Assert.Equal(Enumerable.Range(1, pairs * 2), counters);
            Assert.Equal(
                Enumerable.Range(0, pairs).SelectMany(i => new[] { LengthOf(i, longest), 0 }),
                process.Select(columns => Regex.Match(columns[4], @"^C > ""NOOP(?: (x+))?""$") is { Success: true } match ? match.Groups[1].Length : -1));
        }
    }

    /// <summary>What each of the processes runs.</summary>
    [Fact(Explicit = true)]
    public void Append()
    {
        string path = Environment.GetEnvironmentVariable(PathVariable)!;
        int longest = int.Parse(Environment.GetEnvironmentVariable(LengthVariable)!, CultureInfo.InvariantCulture);
        int pairs = int.Parse(Environment.GetEnvironmentVariable(CountVariable)!, CultureInfo.InvariantCulture);
        using var sink = new FileSink(path, SmtpLogFormat.Text, SmtpLogContent.Headers);
        var recorder = new SessionRecorder("h", 25, [sink], LogSequence.Shared);
        for (int i = 0; i < pairs; i++)
        {
            recorder.Client(Encoding.ASCII.GetBytes($"NOOP {new string('x', LengthOf(i, longest))}\r\nNOOP\r\n"));
        }

        Assert.Null(sink.TakeError());
    }

    private static int LengthOf(int number, int longest) => longest - (number % 200 * (longest / 200));

    private static Process StartWriter(string path, int longest, int pairs)
    {
        string assembly = typeof(ProcessTests).Assembly.Location;
        bool isHosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [.. isHosted ? [assembly] : Array.Empty<string>(), "-explicit", "only", "-method", $"{typeof(ProcessTests).FullName}.{nameof(Append)}"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[PathVariable] = path;
        start.Environment[LengthVariable] = longest.ToString(CultureInfo.InvariantCulture);
        start.Environment[CountVariable] = pairs.ToString(CultureInfo.InvariantCulture);
        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
