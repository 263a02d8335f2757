using System;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Reading.Sessions;

public class SampleSessionTests
{
    private static readonly SmtpLogSession s_clean = Assert.Single(LogSessions.Parse(SampleLogs.Clean));

    [Fact]
    public void The_clean_sample_is_one_failed_session_with_Gmail()
    {
        Assert.Equal(("smtp.gmail.com", 465, true), (s_clean.Server, s_clean.Port, s_clean.Secure));
        Assert.Equal(("7", 5, SmtpSessionOutcome.Failed), (s_clean.SessionId, s_clean.ProcessId, s_clean.Outcome));
        Assert.Equal((SmtpStage.Auth, 535, "5.7.8"), (s_clean.FailedStage, s_clean.Code, s_clean.EnhancedCode));
        Assert.Equal((SmtpErrorKind.AuthenticationFailed, false), (s_clean.ErrorKind, s_clean.IsTransient));
        Assert.Equal(
            "Username and Password not accepted. Learn more at\nhttps://support.google.com/mail/?p=BadCredentials y139sm19463388wmd.22 - gsmtp",
            s_clean.Reply);
        Assert.Contains("Gmail", s_clean.Diagnosis!.ToString(), StringComparison.Ordinal);
        Assert.Contains("application password", s_clean.Diagnosis.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_clean_sample_shows_what_was_offered_and_tried()
    {
        Assert.Equal(["LOGIN", "PLAIN", "XOAUTH2", "PLAIN-CLIENTTOKEN", "OAUTHBEARER", "XOAUTH"], s_clean.MechanismsOffered);
        Assert.Equal(("PLAIN", false, null), (s_clean.Mechanism, s_clean.Authenticated, s_clean.UserName));
        Assert.Equal("smtp.gmail.com ESMTP y139sm19463388wmd.22 - gsmtp", s_clean.Banner);
        Assert.Equal(
            ["SIZE 35882577", "8BITMIME", "AUTH LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH", "ENHANCEDSTATUSCODES", "PIPELINING", "CHUNKING", "SMTPUTF8"],
            s_clean.Extensions);
        Assert.Empty(s_clean.Messages);
    }

    [Fact]
    public void The_clean_sample_has_its_times_and_its_longest_pause()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(656), s_clean.Duration);
        Assert.Equal(TimeSpan.FromMilliseconds(556), s_clean.LongestPause);
        Assert.Equal(1, s_clean.LongestPauseAfter!.Counter);
        Assert.Equal(new DateTimeOffset(new DateTime(2019, 2, 6, 15, 3, 11, 586, DateTimeKind.Local)), s_clean.Start);
    }

    [Fact]
    public void A_session_has_the_entries_that_the_log_has()
    {
        var expected = SmtpLog.Reading.LogReader.ReadAll(SampleLogs.Clean);

        Assert.Equal(19, s_clean.EntryCount);
        Assert.Equal(expected.Select(Describe), s_clean.Entries.Select(Describe));
    }

    [Fact]
    public void The_published_sample_is_the_same_session_and_a_stray_end()
    {
        var sessions = LogSessions.Parse(SampleLogs.AsPublished);
        SmtpLogSession session = sessions[0];

        Assert.Equal(2, sessions.Count);
        Assert.Equal(("smtp.gmail.com", 465, true), (session.Server, session.Port, session.Secure));
        Assert.Equal(s_clean.MechanismsOffered, session.MechanismsOffered);
        Assert.Equal((SmtpSessionOutcome.Failed, SmtpStage.Auth, 535, "5.7.8"), (session.Outcome, session.FailedStage, session.Code, session.EnhancedCode));
        Assert.StartsWith("ユーザーネームとパスワードは受け付けません詳しくはこちら\nhttps:", session.Reply, StringComparison.Ordinal);
        Assert.Equal(((int?)-5, null, 1L, SmtpSessionOutcome.Completed), (sessions[1].ProcessId, sessions[1].SessionId, sessions[1].EntryCount, sessions[1].Outcome));
        Assert.Equal(
            SmtpLog.Reading.LogReader.ReadAll(SampleLogs.AsPublished).Select(Describe),
            sessions.SelectMany(each => each.Entries).Select(Describe));
    }

    private static string Describe(SmtpLogEntry entry) => string.Join("|", typeof(SmtpLogEntry).GetProperties().Select(property => property.GetValue(entry)).Append(entry));
}
