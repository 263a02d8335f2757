using System;
using System.IO;
using SmtpLog.Lines;
using SmtpLog.Tests.Writing;
using SmtpLog.Writing;
using SmtpLog.Writing.Files;
using Xunit;

namespace SmtpLog.Tests.Durability;

/// <summary>A log file that is taken away under its writer.</summary>
public sealed class LogRenewalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string LogPath => _folder.File("smtp.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tool_that_puts_a_new_file_in_the_place_of_the_old_one_is_noticed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells where an open file now is.");
        using var sink = new FileSink(LogPath, SmtpLogFormat.Text, SmtpLogContent.Headers);
        var recorder = new SessionRecorder("h", 25, [sink], LogSequence.Shared);
        recorder.Client("NOOP 1\r\n"u8);
        Assert.Null(sink.TakeError());

        // As logrotate does with its option create.
        File.Move(LogPath, LogPath + ".1");
        File.Create(LogPath).Dispose();
        sink.Renew();
        recorder.Client("NOOP 2\r\n"u8);

        Assert.NotNull(sink.TakeError());
        Assert.Contains("NOOP 2", Assert.Single(File.ReadAllLines(LogPath)), StringComparison.Ordinal);
        Assert.Contains("NOOP 1", Assert.Single(File.ReadAllLines(LogPath + ".1")), StringComparison.Ordinal);
        recorder.Client("NOOP 3\r\n"u8);
        Assert.Null(sink.TakeError());
    }

    [Fact]
    public void Two_writers_who_find_a_cut_line_end_it_once()
    {
        File.WriteAllText(LogPath, "1 whole line\n2 half a li");
        using var first = AppendFile.Open(LogPath);
        using var second = AppendFile.Open(LogPath);
        var line = new ByteBuffer();
        line.Append("one\n"u8);
        first.Write(line);
        second.Write(line);
        first.Write(line);
        Assert.Equal("1 whole line\n2 half a li\none\none\none\n", File.ReadAllText(LogPath));
    }
}
