using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Text;
using System.Threading.Tasks;
using SmtpLog.Writing;
using SmtpLog.Writing.Files;
using Xunit;

namespace SmtpLog.Tests.Writing;

public sealed class LogFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string LogPath => _folder.File("smtp.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_new_file_is_readable_by_its_owner_alone_and_an_old_one_keeps_its_mode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        WriteOnce("250 one");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LogPath));

        const UnixFileMode Shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        File.SetUnixFileMode(LogPath, Shared);
        WriteOnce("250 two");
        Assert.Equal(Shared, File.GetUnixFileMode(LogPath));
        Assert.Equal(2, File.ReadAllLines(LogPath).Length);
    }

    [Fact]
    public void Every_entry_is_in_the_file_when_the_call_returns()
    {
        using var sink = new FileSink(LogPath, SmtpLogFormat.Text, SmtpLogContent.Headers);
        var recorder = new SessionRecorder("h", 25, [sink], LogSequence.Shared);
        recorder.Client("EHLO me\r\nNOOP\r\n"u8);
        Assert.Equal(2, ReadShared().Count(c => c == '\n'));
        recorder.Server("250 x\r\n250 y"u8);
        Assert.EndsWith("S < \"250 x\"\n", ReadShared(), StringComparison.Ordinal);
        Assert.Null(sink.TakeError());
    }

    [Fact]
    public void Writers_of_one_process_share_a_handle_that_is_closed_with_the_last()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows the open handles.");
        var first = new FileSink(LogPath, SmtpLogFormat.Text, SmtpLogContent.Headers);
        var second = new FileSink(Path.Combine(_folder.Path, ".", "smtp.log"), SmtpLogFormat.Json, SmtpLogContent.None);
        Assert.Equal(1, OpenHandles());
        first.Dispose();
        first.Dispose();
        Assert.Equal(1, OpenHandles());
        new SessionRecorder("h", 25, [second], LogSequence.Shared).Client("NOOP\r\n"u8);
        Assert.Null(second.TakeError());
        second.Dispose();
        Assert.Equal(0, OpenHandles());
        using var third = new FileSink(LogPath, SmtpLogFormat.Text, SmtpLogContent.Headers);
        Assert.Equal(1, OpenHandles());
        Assert.Single(File.ReadAllLines(LogPath));
    }

    [Fact]
    public void Threads_tear_nothing_and_their_counters_rise_in_the_file()
    {
        Parallel.For(0, 8, _ =>
        {
            using var sink = new FileSink(LogPath, SmtpLogFormat.Text, SmtpLogContent.Headers);
            var recorder = new SessionRecorder("h", 25, [sink], LogSequence.Shared);
            for (int i = 0; i < 250; i++)
            {
                recorder.Server("250-one\r\n250 two\r\n"u8);
            }
        });
        string[] lines = File.ReadAllLines(LogPath);
        Assert.Equal(8 * 500, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^\d+ \S+Z \d+ \d+ S < ""250[- ]\w+""$", line));
        long[] counters = [.. lines.Select(line => long.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(counters.Order().Distinct(), counters);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 whole line\n")]
    [InlineData("1 whole line\r\n2 half a li")]
    [InlineData("x")]
    public void A_line_that_a_killed_writer_left_is_ended_first(string left)
    {
        File.WriteAllText(LogPath, left);
        WriteOnce("250 one");
        WriteOnce("250 two");
        string text = File.ReadAllText(LogPath);
        bool isTorn = left.Length > 0 && left[^1] != '\n';
        Assert.StartsWith(isTorn ? left + "\n" : left, text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n", text, StringComparison.Ordinal);
        Assert.Equal(left.Count(c => c == '\n') + (isTorn ? 1 : 0) + 2, File.ReadAllLines(LogPath).Length);
    }

    [Fact]
    public void Opening_alone_writes_nothing()
    {
        File.WriteAllText(LogPath, "half a li");
        new FileSink(LogPath, SmtpLogFormat.Text, SmtpLogContent.Headers).Dispose();
        Assert.Equal("half a li", File.ReadAllText(LogPath));
    }

    [Fact]
    public void What_cannot_be_opened_says_why()
    {
        File.WriteAllText(_folder.File("file"), string.Empty);
        foreach (string path in new[]
        {
            _folder.Path, _folder.File("missing/smtp.log"), _folder.File("file/smtp.log"), _folder.File("a\0b"), string.Empty, _folder.File(new string('x', 5000)),
        })
        {
            var thrown = Assert.Throws<LogUnavailableException>(() => new FileSink(path, SmtpLogFormat.Text, SmtpLogContent.Headers));
            Assert.StartsWith($"The log '{path}' cannot be written: ", thrown.Message, StringComparison.Ordinal);
            string reason = thrown.Message[$"The log '{path}' cannot be written: ".Length..];
            Assert.Matches("[A-Za-z]{2,} [a-z]+", reason);
            Assert.DoesNotContain("Unknown error", reason, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Empty(Directory.GetFiles(_folder.Path, "a*"));
    }

    [Fact]
    public void A_file_that_may_not_be_written_says_so()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "An administrator may write any file.");
        File.WriteAllText(LogPath, string.Empty);
        File.SetAttributes(LogPath, FileAttributes.ReadOnly);
        var thrown = Assert.Throws<LogUnavailableException>(() => new FileSink(LogPath, SmtpLogFormat.Text, SmtpLogContent.Headers));
        File.SetAttributes(LogPath, FileAttributes.Normal);
        Assert.Contains("denied", thrown.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_failure_is_told_once_for_each_send_and_the_mail_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a device that is always full.");
        using var sink = new FileSink("/dev/full", SmtpLogFormat.Text, SmtpLogContent.Headers);
        var other = new MemorySink(SmtpLogContent.Headers);
        var recorder = new SessionRecorder("h", 25, [sink, other], LogSequence.Shared);
        recorder.Client("NOOP\r\n"u8);
        recorder.Client("NOOP\r\n"u8);
        Assert.Matches("^The log '/dev/full' is not whole: .*[Nn]o space", sink.TakeError());
        Assert.Null(sink.TakeError());
        recorder.Client("NOOP\r\n"u8);
        Assert.NotNull(sink.TakeError());
        Assert.Equal(3, other.Lines.Length);
    }

    [Fact]
    public void A_file_that_was_moved_away_is_told_and_made_anew()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows moves no open file.");
        using var first = new FileSink(LogPath, SmtpLogFormat.Text, SmtpLogContent.Headers);
        using var second = new FileSink(LogPath, SmtpLogFormat.Text, SmtpLogContent.Headers);
        var recorder = new SessionRecorder("h", 25, [first], LogSequence.Shared);
        recorder.Client("NOOP 1\r\n"u8);
        Assert.Null(first.TakeError());
        File.Move(LogPath, LogPath + ".1");
        recorder.Client("NOOP 2\r\n"u8);
        Assert.Equal($"The log '{LogPath}' was moved or removed while it was written.", first.TakeError());
        Assert.NotNull(second.TakeError());
        recorder.Client("NOOP 3\r\n"u8);
        Assert.Null(first.TakeError());
        Assert.Equal(2, File.ReadAllLines(LogPath + ".1").Length);
        Assert.Contains("NOOP 3", Assert.Single(File.ReadAllLines(LogPath)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_was_removed_is_told_each_time()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows removes no open file.");
        string folder = _folder.File("logs");
        Directory.CreateDirectory(folder);
        using var sink = new FileSink(Path.Combine(folder, "smtp.log"), SmtpLogFormat.Text, SmtpLogContent.Headers);
        var recorder = new SessionRecorder("h", 25, [sink], LogSequence.Shared);
        Directory.Delete(folder, recursive: true);
        for (int i = 0; i < 2; i++)
        {
            recorder.Client("NOOP\r\n"u8);
            Assert.Contains("cannot be written", sink.TakeError(), StringComparison.Ordinal);
        }

        Directory.CreateDirectory(folder);
        Assert.NotNull(sink.TakeError());
        recorder.Client("NOOP\r\n"u8);
        Assert.Null(sink.TakeError());
        Assert.Single(File.ReadAllLines(Path.Combine(folder, "smtp.log")));
    }

    private void WriteOnce(string reply)
    {
        using var sink = new FileSink(LogPath, SmtpLogFormat.Text, SmtpLogContent.Headers);
        new SessionRecorder("h", 25, [sink], LogSequence.Shared).Server(Encoding.ASCII.GetBytes(reply + "\r\n"));
        Assert.Null(sink.TakeError());
    }

    private string ReadShared()
    {
        using var stream = new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private int OpenHandles() =>
        Directory.GetFiles("/proc/self/fd").Count(link => new FileInfo(link).LinkTarget?.StartsWith(LogPath, StringComparison.Ordinal) == true);
}
