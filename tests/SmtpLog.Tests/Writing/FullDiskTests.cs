using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Writing;
using SmtpLog.Writing.Files;
using Xunit;

namespace SmtpLog.Tests.Writing;

public class FullDiskTests
{
    [Fact]
    public void On_a_full_disk_the_failure_is_told_and_when_there_is_room_again_a_fresh_line_begins()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can mount a small disk.");
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.Path), "A file system cannot be mounted here.");
        try
        {
            FillAndFree(folder);
        }
        finally
        {
            Assert.True(Run("umount", folder.Path));
        }
    }

    private static void FillAndFree(TemporaryFolder folder)
    {
        File.WriteAllBytes(folder.File("ballast"), new byte[32 * 1024]);
        using var sink = new FileSink(folder.File("smtp.log"), SmtpLogFormat.Text, SmtpLogContent.Headers);
        var recorder = new SessionRecorder("h", 25, [sink], LogSequence.Shared);
        byte[] line = Encoding.ASCII.GetBytes("250 " + new string('x', 300) + "\r\n");
        string? error = null;
        for (int i = 0; error is null && i < 1000; i++)
        {
            recorder.Server(line);
            error = sink.TakeError();
        }

        Assert.Matches("is not whole: .*[Nn]o space", error);
        recorder.Server(line);
        Assert.NotNull(sink.TakeError());
        File.Delete(folder.File("ballast"));
        recorder.Server("250 room again\r\n"u8);
        recorder.Server("250 and more\r\n"u8);
        Assert.Null(sink.TakeError());

        string[] lines = File.ReadAllLines(folder.File("smtp.log"));
        Assert.Matches(@"^\d+ \S+ \d+ \d+ S < ""250 room again""$", lines[^2]);
        Assert.Matches(@"^\d+ \S+ \d+ \d+ S < ""250 and more""$", lines[^1]);
        Assert.DoesNotContain(string.Empty, lines);
        Assert.InRange(lines.Count(text => !text.EndsWith('"')), 0, 1);
    }

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
