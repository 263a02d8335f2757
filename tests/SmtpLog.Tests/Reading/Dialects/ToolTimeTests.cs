using System;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class ToolTimeTests
{
    private static readonly DateTime s_clock = new(2024, 10, 15, 12, 0, 1, DateTimeKind.Unspecified);

    [Theory]
    [InlineData(SmtpLogDialect.GoMail, "2024/10/15 12:00:01 DEBUG: C --> S: QUIT")]
    [InlineData(SmtpLogDialect.Symfony, "[2024-10-15T12:00:01] > QUIT")]
    public void A_time_without_a_zone_is_local(SmtpLogDialect dialect, string line)
    {
        SmtpLogEntry only = Assert.Single(ToolSamples.Read(dialect, line));

        Assert.Equal(new DateTimeOffset(DateTime.SpecifyKind(s_clock, DateTimeKind.Local)), only.Timestamp);
        Assert.Equal("QUIT", only.Text);
    }

    [Theory]
    [InlineData(SmtpLogDialect.Nodemailer, "[2024-10-15 12:00:01] DEBUG [abc] C: QUIT")]
    [InlineData(SmtpLogDialect.PhpMailer, "2024-10-15 12:00:01\tCLIENT -> SERVER: QUIT")]
    [InlineData(SmtpLogDialect.PhpMailer, "2024-10-15 12:00:01 CLIENT -&gt; SERVER: QUIT<br>")]
    [InlineData(SmtpLogDialect.MailKit, "2024-10-15 12:00:01 C: QUIT")]
    public void Tools_that_write_UTC_without_saying_so_are_known(SmtpLogDialect dialect, string line)
    {
        SmtpLogEntry only = Assert.Single(ToolSamples.Read(dialect, line));

        Assert.Equal(new DateTimeOffset(s_clock, TimeSpan.Zero), only.Timestamp);
        Assert.Equal("QUIT", only.Text);
    }

    [Theory]
    [InlineData(SmtpLogDialect.Symfony, "[2024-10-15T12:00:01+05:30] > QUIT")]
    [InlineData(SmtpLogDialect.GoMail, "{\"time\":\"2024-10-15T12:00:01+05:30\",\"level\":\"DEBUG\",\"msg\":\"QUIT\",\"direction\":{\"from\":\"client\",\"to\":\"server\"}}")]
    public void A_zone_is_kept(SmtpLogDialect dialect, string line)
    {
        SmtpLogEntry only = Assert.Single(ToolSamples.Read(dialect, line));

        Assert.Equal(new DateTimeOffset(s_clock, TimeSpan.FromHours(5.5)), only.Timestamp);
        Assert.Equal(TimeSpan.FromHours(5.5), only.Timestamp!.Value.Offset);
    }

    [Theory]
    [InlineData(SmtpLogDialect.Nodemailer, "[2024-13-45 12:00:01] DEBUG [abc] C: QUIT")]
    [InlineData(SmtpLogDialect.GoMail, "2024/02/30 12:00:01 DEBUG: C --> S: QUIT")]
    public void A_day_that_cannot_be_is_no_time(SmtpLogDialect dialect, string line)
    {
        SmtpLogEntry only = Assert.Single(ToolSamples.Read(dialect, line));

        Assert.Equal((null, "QUIT"), (only.Timestamp, only.Text));
    }

    [Fact]
    public void Latency_is_known_where_times_are()
    {
        var entries = ToolSamples.Read(ToolSamples.Load(SmtpLogDialect.PhpMailer, "login-refused.log"));

        Assert.Equal(TimeSpan.FromSeconds(3), entries.Single(entry => entry.Code == 535).Latency);
    }
}
