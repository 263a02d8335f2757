using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Tests.Mutations;
using Xunit;
using static SmtpLog.Tests.Reading.Sessions.LogSessions;

namespace SmtpLog.Tests.Reading.Sessions;

/// <summary>Whatever happens to a log, every line of it is in a session, just as it would be on its own.</summary>
public class DamagedSessionTests
{
    private const int Rounds = 5_000;

    private static readonly string s_busy = Transcript.Of([
        .. Opening, "C AUTH LOGIN", "S 334 VXNlcm5hbWU6", "C ********", "S 235 ok", "# SMTP Authenticated. mechanism=LOGIN",
        "2:" + Connecting, "C MAIL FROM:<a@b> SIZE=9", "C RCPT TO:<c@d>", "2:S 220 a", "C RCPT TO:<e@f>", "S 250 ok", "S 250 ok", "S 550 5.1.1 no", "C DATA", "S 354 go",
        "C Message-ID: <x@y>", "C ", "# SMTP Message content 5 bytes not logged.", "2:C EHLO x", "C .", "S 250 queued as ABC", "C BDAT 4 LAST", "C ab", "S 552 5.3.4 big",
        "# SMTP Error. kind=MessageTooLarge stage=Data code=552 message=\"Too large (mx:587, stage Data): 552 5.3.4 big.\"", "C QUIT", "S 221 bye", Closed,
        "2:# SMTP Error. kind=ConnectionLost stage=Hello message=\"gone\"", "2:" + Closed]);

    [Fact]
    public void A_log_cut_anywhere_loses_nothing_and_has_an_outcome()
    {
        foreach (string log in (string[])[s_busy, Encoding.UTF8.GetString(SampleLogs.Clean), Encoding.UTF8.GetString(SampleLogs.AsPublished)])
        {
            for (int length = 0; length <= log.Length; length++)
            {
                AssertSameLines(Encoding.UTF8.GetBytes(log[..length]), $"{length}");
                AssertSameLines(Encoding.UTF8.GetBytes(log[length..]), $"-{length}");
            }
        }
    }

    [Fact]
    public void A_session_cut_after_any_line_is_open_incomplete_or_failed()
    {
        string[] lines = Encoding.UTF8.GetString(SampleLogs.Clean).TrimEnd().Split('\n');
        const SmtpSessionOutcome Open = SmtpSessionOutcome.Open;
        const SmtpSessionOutcome Cut = SmtpSessionOutcome.Incomplete;
        const SmtpSessionOutcome Failed = SmtpSessionOutcome.Failed;

        IEnumerable<SmtpSessionOutcome> outcomes = Enumerable.Range(1, lines.Length)
            .Select(count => Assert.Single(Parse(string.Join('\n', lines.Take(count)))).Outcome);

        Assert.Equal([Cut, Open, Cut, Cut, Cut, Cut, Cut, Cut, Cut, Cut, Open, Cut, Cut, Cut, Cut, Failed, Cut, Failed, Failed], outcomes);
    }

    [Fact]
    public void No_mutation_throws_or_loses_anything()
    {
        byte[][] samples = [SampleLogs.Clean, SampleLogs.AsPublished, Encoding.UTF8.GetBytes(s_busy)];
        var random = new Random(20261124);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] log = Mutator.Mutate(random, samples[random.Next(samples.Length)]);

            AssertSameLines(log, Convert.ToBase64String(log));
        }
    }

    private static void AssertSameLines(byte[] log, string what)
    {
        List<SmtpLogSession> sessions = Parse(log);
        string expected = Describe(LogReader.ReadAll(log));
        string actual = Describe(sessions.SelectMany(session => session.Entries).OrderBy(entry => entry.LineNumber));

        Assert.True(expected == actual, what);
        Assert.All(sessions, session =>
        {
            Assert.Equal(session.EntryCount, session.Entries.Count);
            Assert.Equal(session.Outcome == SmtpSessionOutcome.Failed, session.Diagnosis is not null);
            Assert.NotEmpty(LogSessions.Describe(session));
        });
    }

    /// <summary>Entries of one line may stand in different sessions: they are put in the order of their text.</summary>
    private static string Describe(IEnumerable<SmtpLogEntry> entries) => string.Join("\n", entries
        .Select(entry => $"{entry.LineNumber:D6} {entry} {entry.Text} {entry.Timestamp} {entry.SessionId} {entry.Command} {entry.Stage} {entry.Latency} {entry.IsRecovered}")
        .Order(StringComparer.Ordinal));
}
