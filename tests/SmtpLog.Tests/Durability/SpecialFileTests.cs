using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;
using SmtpLog.Tests.Writing;
using SmtpLog.Writing;
using SmtpLog.Writing.Files;
using Xunit;

namespace SmtpLog.Tests.Durability;

/// <summary>Paths at which there is something else than a file, or comes to be.</summary>
public sealed class SpecialFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SpecialFileTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");

    private string LogPath => _folder.File("smtp.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pipe_without_a_reader_is_no_log_and_nobody_waits_for_one()
    {
        MakePipe();
        Assert.EndsWith("cannot be written: It is a named pipe that nobody reads", Assert.Throws<LogUnavailableException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_gives_its_reader_every_entry()
    {
        MakePipe();
        using var reader = await PipeReaderAsync();
        using (var sink = Open())
        {
            var recorder = Record(sink);
            recorder.Client("NOOP 1\r\n"u8);
            recorder.Client("NOOP 2\r\n"u8);
            Assert.Null(sink.TakeError());
        }

        string text = await new StreamReader(reader).ReadToEndAsync(TestContext.Current.CancellationToken).WithinBound();
        Assert.Equal(["C > \"NOOP 1\"", "C > \"NOOP 2\""], text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 5)[4]));
    }

    [Fact]
    public async Task A_pipe_whose_reader_does_not_read_is_told_and_the_mail_goes_on()
    {
        MakePipe();
        using var reader = await PipeReaderAsync();
        using var sink = Open();
        var recorder = Record(sink);
        byte[] line = [.. "NOOP "u8, .. Enumerable.Repeat((byte)'x', 1024 * 1024), .. "\r\n"u8];
        await Bound.Run(() =>
        {
            recorder.Client(line);
            return true;
        });
        Assert.Matches("^The log '.*' is not whole: Resource temporarily unavailable", sink.TakeError());
    }

    [Fact]
    public async Task A_pipe_whose_reader_has_gone_is_told()
    {
        MakePipe();
        var reader = await PipeReaderAsync();
        using var sink = Open();
        reader.Dispose();
        Record(sink).Client("NOOP\r\n"u8);
        Assert.Matches("^The log '.*' is not whole: Broken pipe", sink.TakeError());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_leads_to_the_file_that_it_names(bool isThere)
    {
        string target = _folder.File("target.log");
        if (isThere)
        {
            File.WriteAllText(target, "before\n");
        }

        File.CreateSymbolicLink(LogPath, target);
        using var sink = Open();
        Record(sink).Client("NOOP\r\n"u8);
        Assert.Null(sink.TakeError());
        Assert.Equal(isThere ? 2 : 1, File.ReadAllLines(target).Length);
    }

    [Fact]
    public void A_link_that_is_led_elsewhere_is_followed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells where an open file now is.");
        File.CreateSymbolicLink(LogPath, _folder.File("monday.log"));
        using var sink = Open();
        var recorder = Record(sink);
        recorder.Client("NOOP 1\r\n"u8);
        Assert.Null(sink.TakeError());
        File.Delete(LogPath);
        File.CreateSymbolicLink(LogPath, _folder.File("tuesday.log"));
        sink.Renew();
        recorder.Client("NOOP 2\r\n"u8);
        Assert.NotNull(sink.TakeError());
        Assert.Contains("NOOP 1", Assert.Single(File.ReadAllLines(_folder.File("monday.log"))), StringComparison.Ordinal);
        Assert.Contains("NOOP 2", Assert.Single(File.ReadAllLines(_folder.File("tuesday.log"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_in_a_circle_says_so()
    {
        File.CreateSymbolicLink(LogPath, LogPath);
        Assert.Contains("symbolic links", Assert.Throws<LogUnavailableException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_a_tool_has_emptied_is_gone_on_with_from_its_beginning()
    {
        using var sink = Open();
        var recorder = Record(sink);
        recorder.Client("NOOP 1\r\n"u8);

        // As logrotate does with its option copytruncate.
        using (var file = new FileStream(LogPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(0);
        }

        recorder.Client("NOOP 2\r\n"u8);
        Assert.Null(sink.TakeError());
        Assert.EndsWith(" C > \"NOOP 2\"", Assert.Single(File.ReadAllLines(LogPath)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_told_and_no_entry_is_lost()
    {
        using var sink = Open();
        var recorder = Record(sink);
        File.Move(LogPath, LogPath + ".1");
        Directory.CreateDirectory(LogPath);
        for (int i = 0; i < 2; i++)
        {
            recorder.Client("NOOP\r\n"u8);
            Assert.Contains("cannot be written", sink.TakeError(), StringComparison.Ordinal);
        }

        Assert.Equal(2, File.ReadAllLines(LogPath + ".1").Length);
        Directory.Delete(LogPath);
        Assert.NotNull(sink.TakeError());
        recorder.Client("NOOP\r\n"u8);
        Assert.Null(sink.TakeError());
        Assert.Single(File.ReadAllLines(LogPath));
    }

    [Fact]
    public async Task A_process_that_is_started_meanwhile_does_not_hold_the_log()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows the open handles.");
        using var sink = Open();
        using var process = Process.Start(new ProcessStartInfo("ls", ["-l", "/proc/self/fd"]) { RedirectStandardOutput = true })!;
        string handles = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("/proc/", handles, StringComparison.Ordinal);
        Assert.DoesNotContain(LogPath, handles, StringComparison.Ordinal);
    }

    private FileSink Open() => new(LogPath, SmtpLogFormat.Text, SmtpLogContent.Headers);

    private static SessionRecorder Record(FileSink sink) => new("h", 25, [sink], LogSequence.Shared);

    private void MakePipe() => Assert.True(SmallDisk.Run("mkfifo", LogPath));

    /// <summary>Opening waits for a writer; opening to read and write does not.</summary>
    private async Task<FileStream> PipeReaderAsync()
    {
        var opening = Bound.Run(() => new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1));
        using (new FileStream(LogPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 1))
        {
            return await opening;
        }
    }
}
