using System;
using System.Linq;
using System.Management.Automation;
using System.Text;
using SmtpLog.Reading.Files;
using SmtpLog.Tests.Reading;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>What the host is shown of long reads. The clock goes forwards with each look.</summary>
[Collection(ProcessWide.Name)]
public sealed class ReadProgressTests : EngineTest
{
    private readonly Func<TimeSpan> _clock = ReadProgress.Clock;
    private TimeSpan _step = TimeSpan.FromMilliseconds(500);
    private TimeSpan _now;

    public ReadProgressTests()
    {
        ReadProgress.Clock = () => _now += _step;
        var log = new StringBuilder();
        for (int i = 1; log.Length < 12_000_000; i++)
        {
            log.Append(Transcript.Line(i, "S 250 2.0.0 Ok")).Append('\n');
        }

        WriteFile("long.log", Encoding.UTF8.GetBytes(log.ToString()));
        WriteFile("short.log", Encoding.UTF8.GetBytes(Transcript.Of("S 220 a")));
    }

    [Theory]
    [InlineData("ConvertFrom-SmtpLog *.log -Code 535")]
    [InlineData("ConvertFrom-SmtpLog *.log -Before 2000-01-01")]
    [InlineData("ConvertFrom-SmtpLog *.log -AsSession -Code 535")]
    [InlineData("$null = Measure-SmtpLog *.log")]
    [InlineData("Export-SmtpLogReport *.log report.html -Force")]
    public void A_long_read_is_shown_and_taken_away_at_its_end(string script)
    {
        var records = Run(script).Progress;

        Assert.True(records.Count > 2, $"{records.Count}");
        Assert.All(records, record => Assert.Equal("Reading SMTP logs", record.Activity));
        Assert.All(records.SkipLast(1), record => Assert.Equal(ProgressRecordType.Processing, record.RecordType));
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
        Assert.Matches(@"^long\.log: \d\.\d of 11\.4 MB, \d\.\d MB/s$", records[0].StatusDescription);
        Assert.Equal(records.SkipLast(1).Select(record => record.PercentComplete).Order(), records.SkipLast(1).Select(record => record.PercentComplete));
        Assert.All(records.Skip(1).SkipLast(1), record => Assert.InRange(record.SecondsRemaining, 0, 100));
    }

    [Theory]
    [InlineData("ConvertFrom-SmtpLog short.log")]
    [InlineData("$ProgressPreference = 'SilentlyContinue'; ConvertFrom-SmtpLog long.log -Code 535")]
    public void Of_a_short_one_or_where_it_is_not_wanted_nothing_is_shown(string script)
    {
        _step = TimeSpan.FromMilliseconds(script.Contains("short", StringComparison.Ordinal) ? 100 : 500);

        Assert.Empty(Run(script).Progress);
    }

    [Fact]
    public void A_host_without_a_place_for_it_does_not_make_reading_fail()
    {
        int asked = 0;
        var host = new Screen(80)
        {
            Progress = _ =>
            {
                asked++;
                throw new NotImplementedException();
            },
        };
        using var session = new PowerShellSession(host);

        Assert.Empty(session.Run("ConvertFrom-SmtpLog $args[0] -Code 535; $null = Measure-SmtpLog $args[0]", InFolder("long.log")).All<object>());
        Assert.Equal(2, asked);
    }

    protected override void Dispose(bool disposing)
    {
        ReadProgress.Clock = _clock;
        base.Dispose(disposing);
    }
}
