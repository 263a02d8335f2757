using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SmtpLog.Writing;
using SmtpLog.Writing.Files;
using Xunit;

namespace SmtpLog.Tests.Writing;

public class ProcessTests
{
    private const int Processes = 4;
    private const int Replies = 2000;
    private const string PathVariable = "SMTPLOG_TEST_APPEND_TO";

    [Fact]
    public async Task Several_processes_write_one_file_and_every_line_is_whole_and_there()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("smtp.log");
        Process[] writers = [.. Enumerable.Range(0, Processes).Select(_ => StartWriter(path))];
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
        Assert.Equal(Processes * Replies * 2, lines.Length);
        foreach (IGrouping<string, string[]> process in lines.Select(line => line.Split(' ', 5)).GroupBy(columns => columns[2]))
        {
            IEnumerable<int> counters = process.Select(columns => int.Parse(columns[0], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(Enumerable.Range(1, Replies * 2), counters);
            Assert.All(process, columns => Assert.Matches(@"^S < ""250[- ]x{1,200}""$", columns[4]));
        }
    }

    /// <summary>What each of the processes runs.</summary>
    [Fact(Explicit = true)]
    public void Append()
    {
        string path = Environment.GetEnvironmentVariable(PathVariable)!;
        using var sink = new FileSink(path, SmtpLogFormat.Text, SmtpLogContent.Headers);
        var recorder = new SessionRecorder("h", 25, [sink], LogSequence.Shared);
        for (int i = 0; i < Replies; i++)
        {
            recorder.Server(Encoding.ASCII.GetBytes($"250-{new string('x', 1 + (i % 200))}\r\n250 x\r\n"));
        }

        Assert.Null(sink.TakeError());
    }

    private static Process StartWriter(string path)
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
        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
