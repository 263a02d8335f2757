using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Reading.Files;
using SmtpLog.Tests.Reading;
using SmtpLog.Tests.Reading.Files;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>Ctrl+C in the middle of a read that would take long: it ends, without an error, and leaves nothing open or half written.</summary>
[Collection(ProcessWide.Name)]
public sealed class StopReadingTests : EngineTest
{
    private readonly Func<TimeSpan> _clock = ReadProgress.Clock;
    private readonly TaskCompletionSource _reads = new();
    private readonly PowerShellSession _session;
    private TimeSpan _now;

    public StopReadingTests()
    {
        ReadProgress.Clock = () => _now += TimeSpan.FromSeconds(2);
        _session = new PowerShellSession(new Screen(80) { Progress = _ => _reads.TrySetResult() });
        _session.SetLocation(Folder);

        // Some gigabytes inside.
        byte[] member = Gzip.Of(string.Concat(Enumerable.Repeat(Transcript.Of("# SMTP Connecting to 'a' at port 25.", "S 220 a", "C EHLO x", "S 250 a", "C QUIT", "S 221 bye", "# SMTP Connection closed."), 4000)));
        using var stream = new FileStream(InFolder("long.gz"), FileMode.CreateNew);
        for (int i = 0; i < 2000; i++)
        {
            stream.Write(member);
        }
    }

    [Theory]
    [InlineData("ConvertFrom-SmtpLog long.gz -Code 535")]
    [InlineData("ConvertFrom-SmtpLog long.gz | ForEach-Object { }")]
    [InlineData("ConvertFrom-SmtpLog long.gz -AsSession -Code 535")]
    [InlineData("ConvertFrom-SmtpLog long.gz -Tail 3")]
    [InlineData("Measure-SmtpLog long.gz")]
    [InlineData("Export-SmtpLogReport long.gz report.html")]
    public async Task It_ends(string command)
    {
        using var script = new RunningScript(_session, command);
        await _reads.Task.WithinBound();

        await script.Stop();

        Assert.Empty(script.Errors);
        OpenFiles.AssertNone(Folder);
        Assert.Equal(["long.gz"], Directory.EnumerateFiles(Folder).Select(Path.GetFileName));
    }

    protected override void Dispose(bool disposing)
    {
        _session.Dispose();
        ReadProgress.Clock = _clock;
        base.Dispose(disposing);
    }
}
