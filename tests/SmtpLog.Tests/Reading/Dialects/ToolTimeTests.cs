using System;
using System.Collections.Generic;
using System.Globalization;
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

    [Theory]
    [InlineData(SmtpLogDialect.Python, "connection-lost.log", "2 6.175, 9 0.193, 12 0.087, 15 0.046")]
    [InlineData(SmtpLogDialect.Curl, "with-times.log", "5 0.126, 16 0.804, 18 0.197, 20 2.542, 22 0.322, 24 0.271")]
    [InlineData(SmtpLogDialect.Curl, "trace-with-times.log", "5 0.16, 27 0.571, 31 1.736, 35 0.243, 39 0.11, 49 0.219")]
    public void A_time_of_day_is_no_time_and_gives_a_latency(SmtpLogDialect dialect, string name, string expected)
    {
        IReadOnlyList<SmtpLogEntry> entries = ToolSamples.Read(ToolSamples.Load(dialect, name));

        Assert.All(entries, entry => Assert.Null(entry.Timestamp));
        Assert.Equal(expected, string.Join(", ", entries.Where(entry => entry.Latency is not null)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.LineNumber} {entry.Latency!.Value.TotalMilliseconds}"))));
    }

    [Fact]
    public void Past_midnight_nobody_knows_how_long_it_took() => Assert.All(
        ToolSamples.Read(SmtpLogDialect.Python, "23:59:59.900000 send: 'noop\\r\\n'", "00:00:00.100000 reply: b'250 ok\\r\\n'"),
        entry => Assert.Null(entry.Latency));
}
