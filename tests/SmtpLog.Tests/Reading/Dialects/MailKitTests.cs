using System;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class MailKitTests
{
    [Theory]
    [InlineData("C: ", "S: ")]
    [InlineData("client> ", "server> ")]
    [InlineData("", "< ")]
    [InlineData("> ", "")]
    [InlineData("", "")]
    [InlineData("| ", "| ")]
    [InlineData("=", "==")]
    public void Prefixes_of_any_kind_are_learnt(string client, string server)
    {
        string[] content = ["Subject: x", "", "250 no reply", server + "550 nor this", "Connected to smtp://elsewhere:25/"];
        var entries = ToolSamples.Read(
            SmtpLogDialect.MailKit,
            [
                "Connected to smtp://mx.example.com:25/", server + "220 mx.example.com ESMTP", client + "EHLO x", server + "250 ok",
                client + "DATA", server + "354 go", .. content.Select(line => client + line), client + ".", server + "250 queued", client + "QUIT",
                server + "221 bye",
            ]);

        Assert.DoesNotContain(entries, entry => entry.IsRecovered || entry.SessionId != "1");
        Assert.Equal([220, 250, 354, 250, 221], entries.Where(entry => entry.Origin == SmtpLogOrigin.Server).Select(entry => entry.Code!.Value));
        Assert.Equal(content, entries.Where(entry => entry.Stage == SmtpStage.Data && entry.Command is null).Select(entry => entry.Text));
    }

    [Fact]
    public void A_log_that_begins_in_the_middle_has_the_usual_prefixes()
    {
        var entries = ToolSamples.Read(SmtpLogDialect.MailKit, "S: 535 5.7.8 no", "C: QUIT", "S: 221 bye");

        Assert.Equal(["535 5.7.8 no", "QUIT", "221 bye"], entries.Select(entry => entry.Text));
    }

    [Theory]
    [InlineData("2026-11-24T02:23:31Z", 0)]
    [InlineData("2026-11-24T02:23:31.250Z", 250)]
    [InlineData("2026-11-24 02:23:31.250", 250)]
    [InlineData("2026-11-24T03:23:31.250+01:00", 250)]
    public void Times_are_in_UTC_unless_they_say_otherwise(string time, int milliseconds)
    {
        SmtpLogEntry only = Assert.Single(ToolSamples.Read(SmtpLogDialect.MailKit, $"{time} S: 250 ok"));

        Assert.Equal(new DateTimeOffset(2026, 11, 24, 2, 23, 31, milliseconds, TimeSpan.Zero), only.Timestamp);
        Assert.Equal("250 ok", only.Text);
    }

    [Fact]
    public void A_time_in_a_format_of_ones_own_is_skipped()
    {
        var entries = ToolSamples.Read(
            SmtpLogDialect.MailKit, "[24.11. 02:23] Connected to smtps://mx.example.com:465/", "[24.11. 02:23] S: 220 mx", "[24.11. 02:23] C: EHLO x");

        Assert.Equal(["Connected to smtps://mx.example.com:465/", "220 mx", "EHLO x"], entries.Select(entry => entry.Text));
        Assert.All(entries, entry => Assert.Null(entry.Timestamp));
    }
}
