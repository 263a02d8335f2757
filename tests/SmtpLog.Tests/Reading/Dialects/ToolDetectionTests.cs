using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class ToolDetectionTests
{
    /// <summary>What a script, a framework or a shell may have printed before.</summary>
    private static readonly string[] s_banner =
    [
        "$ ./nightly.sh 2>&1 | tee nightly.log", "===== Nightly report =====", "*** 3 jobs ***", "Starting at 02:23:31", "* first: collect",
        "> collecting from 3 servers", "< done", "-- ", "[2026-11-24 02:23:31] INFO  3 mails to send", "2026-11-24 02:23:31 connecting",
        "2026/11/24 02:23:31 INFO: sending", "{\"level\":\"INFO\",\"msg\":\"starting\"}", "C: drive is 80 % full", "S: 3 servers", "reply: pending",
        "send: 3 mails", "data: 14 kB", "250 files copied", "220 volts", "Connected to database", "From: nobody in particular", "",
        "    at Program.Main()", "<html><body>", ">>> ", "<<< ", "1234 jobs", "42 <b>", "Trying again", "curl is installed",
    ];

    public static TheoryData<SmtpLogDialect, string> Samples => ToolSamples.All;

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_is_known_for_what_it_is(SmtpLogDialect dialect, string name)
    {
        Assert.Equal(dialect, Detect(Encoding.UTF8.GetString(ToolSamples.Load(dialect, name)).Split('\n')));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_is_known_behind_what_others_printed(SmtpLogDialect dialect, string name)
    {
        string[] lines = Encoding.UTF8.GetString(ToolSamples.Load(dialect, name)).Split('\n');

        Assert.Equal(dialect, Detect([.. s_banner, .. lines]));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_others_printed_before_is_kept_apart(SmtpLogDialect dialect, string name)
    {
        string[] prose = [.. Enumerable.Range(1, 30).Select(job => $"Job {job} of 30: collecting figures, please wait")];
        byte[] log = [.. Encoding.UTF8.GetBytes(string.Join('\n', prose) + "\n"), .. ToolSamples.Load(dialect, name)];

        SmtpLogEntry[] before = ToolSamples.Read(log).TakeWhile(entry => entry.LineNumber <= prose.Length).ToArray();

        Assert.Equal(prose, before.Select(entry => entry.Text));
        Assert.All(before, entry => Assert.Equal((SmtpLogOrigin.Event, null, true), (entry.Origin, entry.SessionId, entry.IsRecovered)));
    }

    [Fact]
    public void The_samples_of_every_dialect_are_known_for_what_they_are()
    {
        string samples = Path.Combine(AppContext.BaseDirectory, "Samples");
        var wrong = new List<string>();
        foreach (string folder in Directory.EnumerateDirectories(samples))
        {
            if (!Enum.TryParse(Path.GetFileName(folder), out SmtpLogDialect dialect))
            {
                continue;
            }

            wrong.AddRange(Directory.EnumerateFiles(folder).Where(file => Detect(File.ReadAllLines(file)) != dialect));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_banner_alone_is_no_log()
    {
        Assert.Null(Detect(s_banner));
    }

    [Theory]
    [InlineData("> EHLO client.example.com", SmtpLogDialect.Symfony)]
    [InlineData("04:32:28.588586 > EHLO client.example.com", SmtpLogDialect.Curl)]
    [InlineData("C: EHLO client.example.com", SmtpLogDialect.MailKit)]
    [InlineData("2026-11-24T02:23:31Z S: 535 5.7.8 Error: authentication failed", SmtpLogDialect.MailKit)]
    [InlineData("[2022-11-16 11:57:21] DEBUG [lHr1v5x3A] S: 334 UGFzc3dvcmQ6", SmtpLogDialect.Nodemailer)]
    [InlineData(" ~> AUTH LOGIN", SmtpLogDialect.Swaks)]
    [InlineData("<~* 550 5.7.1 no", SmtpLogDialect.Swaks)]
    [InlineData("=> Send header, 12 bytes (0xc)", SmtpLogDialect.Curl)]
    [InlineData("send: \"mail FROM:<o'brien@example.com>\\r\\n\"", SmtpLogDialect.Python)]
    [InlineData("29561 === CONNECT host", SmtpLogDialect.Sendmail)]
    [InlineData(">>> EHLO x", SmtpLogDialect.Sendmail)]
    [InlineData(">>>putline>>> EHLO x", SmtpLogDialect.Blat)]
    [InlineData(">> EHLO x", SmtpLogDialect.SwiftMailer)]
    [InlineData("2024/10/15 12:00:00 DEBUG: C <-- S: 250 ok", SmtpLogDialect.GoMail)]
    public void One_line_of_the_middle_is_enough(string line, SmtpLogDialect expected)
    {
        Assert.Equal(expected, Detect([line]));
    }

    private static SmtpLogDialect? Detect(string[] lines)
    {
        var detector = new DialectDetector();
        long number = 0;
        foreach (string line in lines)
        {
            if (detector.Offer(Encoding.UTF8.GetBytes(line.TrimEnd('\r')), ++number) is { } certain)
            {
                return certain.Dialect;
            }
        }

        return detector.Best?.Dialect;
    }
}
