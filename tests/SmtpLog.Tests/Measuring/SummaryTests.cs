using System;
using System.Collections.Generic;
using System.Linq;
using SmtpLog.Measuring;
using SmtpLog.Tests.Reading;
using SmtpLog.Tests.Reading.Dialects;
using SmtpLog.Tests.Reading.Sessions;
using SmtpLog.Writing;
using Xunit;

namespace SmtpLog.Tests.Measuring;

public sealed class SummaryTests
{
    private static readonly string[] s_log =
    [
        "1:# SMTP Connecting to 'mx.example.com' at port 587.",
        "1:# SMTP Connected to 'mx.example.com' at port 587. (Not secure)",
        "1:S 220 mx.example.com ESMTP",
        "1:C EHLO x",
        "1:S 250 mx",
        "1:# SMTP TLS established. protocol=Tls12",
        "1:C AUTH LOGIN ****************",
        "2:# SMTP Connecting to 'old.example.com' at port 25.",
        "2:S 220 old.example.com ESMTP",
        "1:S 235 2.7.0 ok",
        "1:C MAIL FROM:<a@example.com>",
        "1:S 250 ok",
        "1:C RCPT TO:<b@example.com>",
        "1:S 250 ok",
        "1:C RCPT TO:<c@example.com>",
        "1:S 550 5.1.1 no such user",
        "1:C DATA",
        "1:S 354 go",
        "1:# SMTP Message content 1000 bytes not logged.",
        "1:C .",
        "1:S 250 2.0.0 Ok: queued as 1",
        "1:C QUIT",
        "1:S 221 bye",
        "1:# SMTP Connection closed.",
        "2:C EHLO x",
        "2:S 250 old",
        "2:# SMTP TLS established. protocol=Tls",
        "2:C AUTH CRAM-MD5",
        "2:S 535 5.7.8 no",
        "2:# SMTP Error. kind=AuthenticationFailed stage=Auth code=535 message=\"no\"",
        "2:# SMTP Connection closed.",
        "3:# SMTP Connecting to 'mx.example.com' at port 587.",
        "3:# SMTP Error. kind=ConnectionRefused stage=Connect message=\"nobody there\"",
        "3:# SMTP Connection closed.",
        "4:# SMTP Connecting to 'mx.example.com' at port 587.",
    ];

    [Fact]
    public void An_envelope_that_was_only_tried_out_is_no_message()
    {
        string[] log =
        [
            "1:# SMTP Connecting to 'mx.example.com' at port 25.", "1:S 220 mx", "1:C EHLO x", "1:S 250 mx",
            "1:C MAIL FROM:<a@example.com>", "1:S 250 ok", "1:C RCPT TO:<b@example.com>", "1:S 250 ok", "1:C RSET", "1:S 250 ok", "1:C QUIT", "1:S 221 bye", "1:# SMTP Connection closed.",
        ];

        SmtpLogSummary summary = Measure(LogSessions.Read(log));

        Assert.Equal((1L, 0L, 0L), (summary.Completed, summary.Messages, summary.Recipients));
    }

    [Fact]
    public void A_log_counted_by_hand_is_counted_so()
    {
        SmtpLogSummary summary = Measure(LogSessions.Read(s_log));

        Assert.Equal((4L, 1L, 2L, 0L, 1L), (summary.Sessions, summary.Completed, summary.Failed, summary.Open, summary.Incomplete));
        Assert.Equal((1L, 1L, 0L, 2L, 1L, 1000L), (summary.Messages, summary.MessagesAccepted, summary.MessagesRefused, summary.Recipients, summary.RecipientsRefused, summary.Bytes));
        Assert.Equal(["AuthenticationFailed: 1", "ConnectionRefused: 1"], summary.FailuresByKind.Select(row => $"{row}").Order());
        SmtpCodeCount code = Assert.Single(summary.FailuresByCode);
        Assert.Equal((535, "5.7.8", 1L, "no"), (code.Code, code.EnhancedCode, code.Count, code.Reply));
        Assert.Equal(["mx.example.com:587 3 1 1", "old.example.com:25 1 1 0"], summary.Servers.Select(row => $"{row.Server}:{row.Port} {row.Sessions} {row.Failed} {row.MessagesAccepted}"));
        Assert.Equal(["mx.example.com LOGIN True 1 1", "old.example.com CRAM-MD5 False 1 0"], summary.Mechanisms.Select(row => $"{row.Server} {row.Mechanism} {row.IsBasic} {row.Sessions} {row.Authenticated}"));
        Assert.Equal(["mx.example.com Tls12 False 1", "old.example.com Tls True 1"], summary.TlsVersions.Select(row => $"{row.Server} {row.Protocol} {row.IsDeprecated} {row.Sessions}"));
        Assert.Equal((Transcript.Start.AddMilliseconds(10), Transcript.Start.AddMilliseconds(350)), (summary.Start, summary.End));
        SmtpHourCount hour = Assert.Single(summary.BusiestHours);
        Assert.Equal((new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero), 4L, 2L, 1L), (hour.Hour, hour.Sessions, hour.Failed, hour.MessagesAccepted));
    }

    [Fact]
    public void Latencies_are_by_stage_and_the_longest_pause_says_where_it_was()
    {
        SmtpLogSummary summary = Measure(LogSessions.Read(s_log));

        SmtpLatency auth = Assert.Single(summary.Latencies, row => row.Stage == SmtpStage.Auth);
        Assert.Equal((2L, 10d, 30d, 30d), (auth.Count, auth.P50.TotalMilliseconds, auth.P99.TotalMilliseconds, auth.Maximum.TotalMilliseconds));
        SmtpLogPause longest = summary.LongestPauses[0];
        Assert.Equal((160d, "2", 9L, SmtpLogOrigin.Server), (longest.Duration.TotalMilliseconds, longest.SessionId, longest.LineNumber, longest.Origin));
        Assert.Equal(summary.LongestPauses.OrderByDescending(pause => pause.Duration), summary.LongestPauses);
    }

    [Fact]
    public void Whatever_the_sessions_are_the_counts_are_those_of_counting_them_one_by_one()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var sink = new MemorySink(SmtpLogContent.Full, TextFormat.Append);
            RandomConversation.Run(new Random(seed), sink);
            List<SmtpLogSession> sessions = LogSessions.Parse(sink.ToArray());
            SmtpLogSummary summary = Measure(sessions);
            SmtpLogMessage[] messages = [.. sessions.SelectMany(session => session.Messages).Where(message => !message.IsWithdrawn)];
            TimeSpan[] latencies = [.. sessions.SelectMany(session => session.Entries).Where(entry => entry is { Latency: not null, Stage: not null }).Select(entry => entry.Latency!.Value)];

            Assert.Equal(sessions.Count, summary.Sessions);
            Assert.Equal(sessions.Count(session => session.Outcome == SmtpSessionOutcome.Failed), summary.Failed);
            Assert.Equal(summary.Sessions, summary.Completed + summary.Failed + summary.Open + summary.Incomplete);
            Assert.Equal(summary.Failed, summary.FailuresByKind.Sum(row => row.Count));
            Assert.Equal(sessions.Count(session => session.Code is not null), summary.FailuresByCode.Sum(row => row.Count));
            Assert.Equal(summary.Sessions, summary.Servers.Sum(row => row.Sessions));
            Assert.Equal(messages.Length, summary.Messages);
            Assert.Equal(messages.Count(message => message.Accepted), summary.MessagesAccepted);
            Assert.Equal(messages.Where(message => message.Accepted).Sum(message => message.Size ?? 0), summary.Bytes);
            Assert.Equal(messages.SelectMany(message => message.Recipients).Count(), summary.Recipients);
            Assert.Equal(sessions.Count(session => session.Mechanism is not null), summary.Mechanisms.Sum(row => row.Sessions));
            Assert.Equal(sessions.Count(session => session.Secure is not null), summary.TlsVersions.Sum(row => row.Sessions));
            Assert.Equal(latencies.Length, summary.Latencies.Sum(row => row.Count));
            Assert.Equal(latencies.DefaultIfEmpty().Max(), summary.Latencies.Select(row => row.Maximum).DefaultIfEmpty().Max());
            Assert.Equal(sessions.Max(session => session.LongestPause), summary.LongestPauses.Select(pause => (TimeSpan?)pause.Duration).FirstOrDefault() ?? sessions.Max(session => session.LongestPause));
        }
    }

    [Fact]
    public void Too_many_servers_to_tell_apart_are_counted_together()
    {
        var builder = new SummaryBuilder();
        for (int i = 0; i < 10_100; i++)
        {
            builder.Add(new SmtpLogSession { Server = $"mx{i}.example.com", Port = 25, Secure = false });
        }

        SmtpLogSummary summary = builder.Build();

        Assert.Equal(10_001, summary.Servers.Count);
        Assert.Equal(100, Assert.Single(summary.Servers, row => row.Server == "(others)").Sessions);
        Assert.Equal(10_100, summary.TlsVersions.Sum(row => row.Sessions));
    }

    private static SmtpLogSummary Measure(IEnumerable<SmtpLogSession> sessions)
    {
        var builder = new SummaryBuilder();
        foreach (SmtpLogSession session in sessions)
        {
            builder.Add(session);
        }

        return builder.Build();
    }
}
