using System;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class ToolTrapTests
{
    [Fact]
    public void Connections_of_nodemailer_are_told_apart_by_their_ids()
    {
        var entries = ToolSamples.Read(
            SmtpLogDialect.Nodemailer,
            "[2026-11-24 02:23:31] DEBUG [one] S: 354 go", "[2026-11-24 02:23:31] DEBUG [two] C: QUIT", "[2026-11-24 02:23:31] DEBUG [one] S: 535 is in the message",
            "[2026-11-24 02:23:31] DEBUG [two] S: 221 bye", "[2026-11-24 02:23:31] DEBUG [one] .", "[2026-11-24 02:23:31] DEBUG [one] S: 250 queued");

        Assert.Equal(["one", "two", "one", "two", "one", "one"], entries.Select(entry => entry.SessionId));
        Assert.Equal((SmtpLogOrigin.Client, "S: 535 is in the message"), (entries[2].Origin, entries[2].Text));
        Assert.Equal([354, 221, 250], entries.Where(entry => entry.Code is not null).Select(entry => entry.Code!.Value));
    }

    [Fact]
    public void Commands_of_go_mail_after_the_354_are_no_content()
    {
        var entries = ToolSamples.Read(
            SmtpLogDialect.GoMail,
            "2024/10/15 12:00:01 DEBUG: C --> S: DATA", "2024/10/15 12:00:01 DEBUG: C <-- S: 354 go", "2024/10/15 12:00:02 DEBUG: C --> S: RSET",
            "2024/10/15 12:00:03 DEBUG: C <-- S: 250 reset");

        Assert.Equal(["DATA", "DATA", "RSET", "RSET"], entries.Select(entry => entry.Command));
        Assert.Equal(TimeSpan.FromSeconds(1), entries[3].Latency);
    }

    [Theory]
    [InlineData("<<< 220 mx ESMTP", SmtpLogOrigin.Server)]
    [InlineData(">>> 220 mx ESMTP", SmtpLogOrigin.Server)]
    [InlineData(">>> EHLO x", SmtpLogOrigin.Client)]
    [InlineData("<<< EHLO x", SmtpLogOrigin.Client)]
    [InlineData("<<< Subject: x", SmtpLogOrigin.Event)]
    public void Which_side_sendmail_is_on_shows_in_what_it_says(string line, SmtpLogOrigin expected)
    {
        Assert.Equal(expected, Assert.Single(ToolSamples.Read(SmtpLogDialect.Sendmail, "00123 " + line)).Origin);
    }

    [Theory]
    [InlineData(SmtpLogDialect.Swaks, "<** 535 5.7.8 no")]
    [InlineData(SmtpLogDialect.Swaks, "<~* 535 5.7.8 no")]
    [InlineData(SmtpLogDialect.Swaks, "<~  535 5.7.8 no")]
    [InlineData(SmtpLogDialect.Symfony, "< 535 5.7.8 no")]
    [InlineData(SmtpLogDialect.SwiftMailer, "<< 535 5.7.8 no")]
    [InlineData(SmtpLogDialect.Blat, "<<<getline<<< 535 5.7.8 no")]
    [InlineData(SmtpLogDialect.Sendmail, "535 5.7.8 no")]
    [InlineData(SmtpLogDialect.PhpMailer, "SERVER -> CLIENT: 535 5.7.8 no")]
    public void A_refusal_is_the_servers(SmtpLogDialect dialect, string line)
    {
        SmtpLogEntry only = Assert.Single(ToolSamples.Read(dialect, line));

        Assert.Equal((SmtpLogOrigin.Server, 535, "5.7.8", "535 5.7.8 no"), (only.Origin, only.Code, only.EnhancedCode, only.Text));
    }

    [Theory]
    [InlineData(SmtpLogDialect.Swaks, "**> QUIT")]
    [InlineData(SmtpLogDialect.Swaks, "*~> QUIT")]
    [InlineData(SmtpLogDialect.Curl, "> QUIT")]
    [InlineData(SmtpLogDialect.Sendmail, ">>> QUIT")]
    [InlineData(SmtpLogDialect.SwiftMailer, ">> QUIT")]
    public void A_command_is_the_clients(SmtpLogDialect dialect, string line)
    {
        SmtpLogEntry only = Assert.Single(ToolSamples.Read(dialect, line));

        Assert.Equal((SmtpLogOrigin.Client, "QUIT", "QUIT"), (only.Origin, only.Command, only.Text));
    }

    [Theory]
    [InlineData(SmtpLogDialect.Swaks, "*** Remote host closed connection unexpectedly.")]
    [InlineData(SmtpLogDialect.PhpMailer, "SMTP ERROR: Failed to connect to server: Connection timed out (110)")]
    [InlineData(SmtpLogDialect.SwiftMailer, "!! Connection could not be established with host mx.example.com [Connection refused #111]")]
    [InlineData(SmtpLogDialect.Nodemailer, "[2026-11-24 02:23:31] ERROR Send Error: connect ETIMEDOUT 192.0.2.25:25")]
    public void What_a_tool_says_of_a_lost_connection_is_an_error_that_may_pass(SmtpLogDialect dialect, string line)
    {
        SmtpLogEntry only = Assert.Single(ToolSamples.Read(dialect, line));

        Assert.Equal((SmtpLogOrigin.Event, true, true), (only.Origin, only.IsError, only.IsTransient));
    }

    [Fact]
    public void A_reply_without_an_end_does_not_fill_the_memory()
    {
        string[] endless = ["SERVER -> CLIENT: 250-x", .. Enumerable.Repeat("250-" + new string('x', 60_000), 40)];
        var entries = ToolSamples.Read(SmtpLogDialect.PhpMailer, endless);

        Assert.InRange(entries[0].Text.Length, 1024 * 1024, 1200 * 1024);
        Assert.Equal(string.Join('\n', endless), string.Join('\n', entries));
    }
}
