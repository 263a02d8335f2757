using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Lines;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Writing;
using SmtpLog.Writing.Rotation;
using Xunit;

namespace SmtpLog.Tests.ProcessLog;

/// <summary>The numbers of the files, and who begins them.</summary>
[Collection(ProcessWide.Name)]
public sealed class LogFileNumberTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("SmtpLog_2147483647.txt", 1)]
    [InlineData("SmtpLog_1000000000.txt", 1)]
    [InlineData("SmtpLog_99999999999999999999.txt", 1)]
    [InlineData("SmtpLog_999999999.txt", 999_999_999)]
    public void A_number_that_nobody_reaches_stops_no_counting(string planted, int first)
    {
        File.WriteAllText(_folder.File(planted), "planted\n");
        using var log = new RotatingLog(new RotatingLogOptions { Folder = _folder.Path, MaximumSize = 10, MaximumFiles = 2 });
        Assert.Equal(first, log.Number);
        for (int i = 0; i < 5; i++)
        {
            log.Write(Lines("0123456789\n"));
        }

        Assert.InRange(log.Number, first + 3, first + 5);
        Assert.Equal("0123456789\n", File.ReadAllText(log.Path));
        Assert.True(first > 1 || File.Exists(_folder.File(planted)));
    }

    [Fact]
    public void Of_many_who_start_it_at_once_one_does()
    {
        using var process = new global::SmtpLog.Writing.Rotation.ProcessLog();
        var options = new RotatingLogOptions { Folder = _folder.Path };
        bool[] started = new bool[16];
        Parallel.For(0, started.Length, i => started[i] = process.TryStart(options));
        Assert.Single(started, isStarted => isStarted);
        Assert.Equal(["SmtpLog_1.txt"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void With_StartNumber_what_an_earlier_run_left_is_replaced_and_what_another_process_of_this_one_began_is_gone_on_with()
    {
        foreach (int number in new[] { 1, 2, 3 })
        {
            File.WriteAllText(_folder.File($"SmtpLog_{number}.txt"), "of an earlier run\n");
            File.SetLastWriteTimeUtc(_folder.File($"SmtpLog_{number}.txt"), DateTime.UtcNow.AddDays(-1));
        }

        var options = new RotatingLogOptions { Folder = _folder.Path, MaximumSize = 10, StartNumber = 1 };
        using var first = new RotatingLog(options);
        first.Write(Lines("0123456789\n"));
        File.WriteAllText(_folder.File("SmtpLog_2.txt"), "began\n");
        first.Write(Lines("goes on\n"));
        first.Write(Lines("third\n"));

        Assert.Equal(3, first.Number);
        Assert.Equal("0123456789\n", File.ReadAllText(_folder.File("SmtpLog_1.txt")));
        Assert.Equal("began\ngoes on\n", File.ReadAllText(_folder.File("SmtpLog_2.txt")));
        Assert.Equal("third\n", File.ReadAllText(_folder.File("SmtpLog_3.txt")));
    }

    private static ByteBuffer Lines(string text)
    {
        var lines = new ByteBuffer();
        lines.Append(text);
        return lines;
    }
}
