using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SmtpLog.Writing;
using Xunit;

namespace SmtpLog.Tests.Writing;

public class RecorderTests
{
    private static readonly KeyValuePair<string, string>[] s_certificate =
    [
        LogEvent.Fact("subject", "CN=smtp.example.com"),
        LogEvent.Fact("issuer", "CN=\"An, issuer\", O=x"),
        LogEvent.Fact("thumbprint", "00FF"),
        LogEvent.Fact("notAfter", "2027-02-01T00:00:00Z"),
    ];

    [Fact]
    public void Every_event_has_its_sentence()
    {
        var recording = new Recording();
        var failure = new SmtpFailure { Kind = SmtpErrorKind.AuthenticationFailed, Sentence = "x", Stage = SmtpStage.Auth, Code = 535 };
        foreach (LogEvent entry in new[]
        {
            LogEvents.Connecting("smtp.example.com", 587),
            LogEvents.Connected("smtp.example.com", 465, true, "203.0.113.9:465", "192.0.2.4:50112", TimeSpan.FromMilliseconds(23.9)),
            LogEvents.Connected("smtp.example.com", 587, false, "203.0.113.9:587", "192.0.2.4:50112", TimeSpan.Zero),
            LogEvents.TlsEstablished(s_certificate, "Tls13", "TLS_AES_256_GCM_SHA384", TimeSpan.FromMilliseconds(41)),
            LogEvents.TlsEstablished([], null, null, TimeSpan.FromMilliseconds(1)),
            LogEvents.Authenticated("PLAIN", null),
            LogEvents.Authenticated("PLAIN", "bob smith"),
            LogEvents.ContentNotLogged(13667),
            LogEvents.Error(failure, "He said \"no\".", null),
            LogEvents.Error(new SmtpFailure { Kind = SmtpErrorKind.Cancelled, Sentence = "x" }, "Stopped", "bob"),
            LogEvents.Closed(1, 14210, 893, TimeSpan.FromMilliseconds(648)),
        })
        {
            recording.Recorder.Event(entry);
        }

        Assert.Equal(
            [
                "### SMTP Connecting to 'smtp.example.com' at port 587.",
                "### SMTP Connected to 'smtp.example.com' at port 465. (Secure) remote=203.0.113.9:465 local=192.0.2.4:50112 elapsed=23ms",
                "### SMTP Connected to 'smtp.example.com' at port 587. (Not secure) remote=203.0.113.9:587 local=192.0.2.4:50112 elapsed=0ms",
                "### SMTP TLS established. protocol=Tls13 cipher=TLS_AES_256_GCM_SHA384 subject=CN=smtp.example.com issuer=\"CN=\"\"An, issuer\"\", O=x\" thumbprint=00FF notAfter=2027-02-01T00:00:00Z elapsed=41ms",
                "### SMTP TLS established. elapsed=1ms",
                "### SMTP Authenticated. mechanism=PLAIN",
                "### SMTP Authenticated. mechanism=PLAIN user=\"bob smith\"",
                "### SMTP Message content 13667 bytes not logged.",
                "### SMTP Error. kind=AuthenticationFailed stage=Auth code=535 message=\"He said \"\"no\"\".\"",
                "### SMTP Error. kind=Cancelled user=bob message=Stopped",
                "### SMTP Connection closed. messages=1 sent=14210 received=893 elapsed=648ms",
            ],
            recording.Bodies);
    }

    [Fact]
    public void A_line_has_counter_time_process_session_and_body()
    {
        DateTime before = DateTime.UtcNow;
        string line = Assert.Single(new Recording().Client("NOOP").Logs[0].Lines);
        Match match = Regex.Match(line, @"^1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d+) 1 C > ""NOOP""$");
        Assert.True(match.Success, line);
        Assert.Equal(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), match.Groups[2].Value);
        DateTime time = DateTime.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
        Assert.InRange(time, before.AddMilliseconds(-1), DateTime.UtcNow);
    }

    [Fact]
    public void Lines_are_written_in_the_order_of_the_wire_as_soon_as_they_end()
    {
        Recording recording = new Recording().Server("220-one", "220 two").Client("EHLO me");
        recording.ClientBytes("QUI"u8.ToArray());
        Assert.Equal(["S < \"220-one\"", "S < \"220 two\"", "C > \"EHLO me\""], recording.Bodies);
        recording.ClientBytes("T\r\n"u8.ToArray());
        Assert.Equal("C > \"QUIT\"", recording.Bodies[^1]);
        Assert.Equal(15, recording.Recorder.BytesSent);
        Assert.Equal(18, recording.Recorder.BytesReceived);
    }

    [Fact]
    public void A_line_may_end_with_LF_alone_and_may_be_empty()
    {
        Recording recording = new Recording().ServerBytes("220 a\n\r\n\n250 b\r\r\n"u8.ToArray());
        Assert.Equal(["S < \"220 a\"", "S < \"\"", "S < \"\"", "S < \"250 b\u240D\""], recording.Bodies);
    }

    [Fact]
    public void The_stage_follows_the_commands()
    {
        var recording = new Recording();
        List<SmtpStage> stages = [recording.Recorder.Stage];
        foreach (string line in new[] { "ehlo x", "STARTTLS", "EHLO x", "Auth EXTERNAL", "MAIL FROM:<>", "NOOP", "RCPT TO:<a@b>", "DATA", "MAILBOX", "QUIT" })
        {
            recording.Client(line).Server("250 Ok");
            stages.Add(recording.Recorder.Stage);
        }

        Assert.Equal(
            [
                SmtpStage.Connect, SmtpStage.Hello, SmtpStage.Tls, SmtpStage.Hello, SmtpStage.Auth, SmtpStage.Mail, SmtpStage.Mail,
                SmtpStage.Recipient, SmtpStage.Data, SmtpStage.Data, SmtpStage.Quit,
            ],
            stages);
    }

    [Fact]
    public void Half_lines_of_both_sides_are_written_when_the_connection_ends()
    {
        Recording recording = new Recording().ClientBytes("RCPT TO:<a"u8.ToArray()).ServerBytes("550 5.1"u8.ToArray()).Closed();
        Assert.Equal(["C > \"RCPT TO:<a\"", "S < \"550 5.1\"", "### SMTP Connection closed. messages=0 sent=10 received=7 elapsed=0ms"], recording.Bodies);
        recording.Closed();
        Assert.Equal(4, recording.Bodies.Length);
    }

    [Fact]
    public void Sessions_are_numbered_and_their_counters_rise_together()
    {
        var sequence = new LogSequence();
        var log = new MemorySink(SmtpLogContent.Headers);
        var first = new SessionRecorder("a", 25, [log], sequence);
        var second = new SessionRecorder("b", 25, [log], sequence);
        second.Client("EHLO b\r\n"u8);
        first.Client("EHLO a\r\n"u8);
        second.Server("250 x\r\n"u8);
        Assert.Equal(["1:2", "2:1", "3:2"], log.Lines.Select(line => line.Split(' ')[0] + ":" + line.Split(' ')[3]));
    }

    [Fact]
    public void The_last_reply_is_there_to_be_asked_for()
    {
        Recording recording = new Recording().Server("535-5.7.8 No", "535-5.7.8  way\u0007", "535 5.7.8");
        ReplyCollector replies = recording.Recorder.Replies;
        Assert.Equal((535, "5.7.8", true), (replies.Code, replies.EnhancedCode, replies.IsComplete));
        Assert.Equal("No\nway\u2407\n", replies.Text);
        Assert.Null(replies.Challenge);

        recording.Server("250-x");
        Assert.Equal((250, null, false, "x"), (replies.Code, replies.EnhancedCode, replies.IsComplete, replies.Text));
        recording.Server("250 y", "334 eyJ9");
        Assert.Equal("eyJ9", replies.Challenge);
        recording.Server("535 no", "what?");
        Assert.Equal((0, true, "what?", "eyJ9"), (replies.Code, replies.IsComplete, replies.Text, replies.Challenge));
        replies.Forget();
        Assert.Equal((0, true, string.Empty), (replies.Code, replies.IsComplete, replies.Text));
        Assert.Null(replies.Challenge);
    }
}
