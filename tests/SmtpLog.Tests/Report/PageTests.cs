using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SmtpLog.Tests.Reading;
using SmtpLog.Tests.Reading.Sessions;
using Xunit;

namespace SmtpLog.Tests.Report;

public sealed class PageTests
{
    private static readonly string[] s_refused =
        [.. LogSessions.Opening, "C MAIL FROM:<a@example.com>", "S 250 ok", "C RCPT TO:<bob@example.com>", "S 550 5.1.1 User unknown", "C QUIT", "S 221 bye", LogSessions.Closed];

    [Fact]
    public void An_empty_report_says_that_there_was_nothing()
    {
        string page = Reports.Page(string.Empty);

        Assert.Contains("There were no sessions", page);
        Assert.Equal(0, Reports.Data(page, "index").GetArrayLength());
    }

    [Fact]
    public void The_overview_counts_sessions_messages_and_failures()
    {
        string page = Reports.Static(Reports.Page(ReportLog.Of(200)));

        Assert.Matches("\\d+ of 200 sessions failed, most often: [a-z ]+ \\(\\d+\\)\\.", page);
        Assert.Matches("<dt>Sessions</dt><dd>200</dd>", page);
        Assert.Contains("href=\"#kind=AuthenticationFailed\"", page);
        Assert.Contains("href=\"#code=550%205.1.1\"", page);
        Assert.Contains("href=\"#server=smtp.example.com%3A587\"", page);
    }

    [Fact]
    public void The_outcomes_are_those_of_the_sessions()
    {
        string log = ReportLog.Of(300);
        var sessions = LogSessions.Parse(log);

        string page = Reports.Page(log);

        foreach (var outcome in Enum.GetValues<SmtpSessionOutcome>())
        {
            int count = sessions.Count(session => session.Outcome == outcome);
            Assert.Contains($"</span>{outcome} <strong>{count}</strong>", page);
            Assert.Equal(count, Reports.Data(page, "index").EnumerateArray().Count(session => session.GetProperty("outcome").GetInt32() == (int)outcome));
        }
    }

    [Fact]
    public void A_failure_stands_there_with_its_words_diagnosis_and_advice_before_any_script_runs()
    {
        var diagnosis = LogSessions.One(s_refused).Diagnosis!;
        string page = Reports.Static(Reports.Page(Transcript.Of(s_refused)));

        Assert.Contains("Recipient rejected", page);
        Assert.Contains("<blockquote><p>User unknown</p></blockquote>", page);
        Assert.Contains(System.Net.WebUtility.HtmlEncode(diagnosis.Meaning), page);
        Assert.Contains(System.Net.WebUtility.HtmlEncode(diagnosis.Advice!), page);
        Assert.Contains("<code>RCPT TO:&lt;bob@example.com&gt;</code>", page);
        Assert.Contains("href=\"#session-1\"", page);
    }

    [Fact]
    public void Alike_failures_are_one_card()
    {
        string[] twice = [.. s_refused, .. s_refused.Select(line => "2:" + line)];

        string page = Reports.Static(Reports.Page(Transcript.Of(twice)));

        Assert.Single(Regex.Matches(page, "<article"));
        Assert.Contains("2 sessions</li>", page);
        Assert.Contains("Show all 2", page);
    }

    [Fact]
    public void A_conversation_has_every_line_with_its_time_and_its_marks()
    {
        string log = Transcript.Of(s_refused);
        string page = Reports.Page(log);

        Assert.Equal(Transcript.Parse(log).Select(entry => entry.Text), Reports.Lines(page, 1));
        var line = Reports.Data(page, "block-0").GetProperty("sessions")[0].GetProperty("lines")[8];
        Assert.Equal((2, 80.0, 1), (line[0].GetInt32(), line[1].GetDouble(), line[3].GetInt32()));
    }

    [Theory]
    [InlineData("C STARTTLS", "S 220 ready", "C EHLO x", "EHLO x")]
    [InlineData("# SMTP TLS established. protocol=Tls13", "C EHLO x", "S 250 ok", "SMTP TLS established. protocol=Tls13")]
    public void The_page_knows_from_which_line_on_it_was_encrypted(string first, string second, string third, string expected)
    {
        string page = Reports.Page(Transcript.Of([.. LogSessions.Opening, first, second, third, LogSessions.Closed]));

        var lines = Reports.Data(page, "block-0").GetProperty("sessions")[0].GetProperty("lines").EnumerateArray().ToList();
        int at = lines.FindIndex(line => (line[3].GetInt32() & 16) != 0);
        Assert.Equal(expected, Reports.Lines(page, 1)[at]);
    }

    [Fact]
    public void Only_the_scripts_and_styles_that_the_policy_knows_are_in_the_page()
    {
        string page = Reports.Page(ReportLog.Of(10));
        string policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;

        Assert.StartsWith("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        var parts = Regex.Matches(page, "<(script|style)>(.*?)</\\1>", RegexOptions.Singleline);
        Assert.Equal(5, parts.Count);
        Assert.All(parts, part => Assert.Contains(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part.Groups[2].Value))), policy));
        Assert.DoesNotMatch("<(link|img|iframe|object|embed|base|form)\\b", page.Replace(string.Concat(parts.Select(part => part.Value)), string.Empty));
        Assert.DoesNotMatch("(src|action)=\"", Reports.Static(page));
    }

    [Theory]
    [InlineData("mx.example.org ESMTP", "mx.example.org")]
    [InlineData("Welcome", "unknown server")]
    public void A_log_that_names_no_server_has_the_name_of_its_greeting(string greeting, string server)
    {
        string page = Reports.Page(Transcript.Of($"S 220 {greeting}", "C EHLO x", "S 550 go away"));

        Assert.Equal(server, Reports.Data(page, "index")[0].GetProperty("server").GetString());
    }

    [Fact]
    public void A_report_of_few_sessions_is_small() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(Reports.Page(Transcript.Of(s_refused))), 1, 150_000);

    [Fact]
    public void What_sessions_share_is_written_once_for_each_block()
    {
        string page = Reports.Page(ReportLog.Of(250));

        Assert.Equal(3, Regex.Count(page, "id=\"block-\\d+\""));
        Assert.Equal(3, Regex.Count(page, "250-ENHANCEDSTATUSCODES"));
        Assert.Equal(250, Reports.Data(page, "index").GetArrayLength());
        Assert.Contains("EHLO client.example.com", Reports.Lines(page, 250));
    }

    [Fact]
    public void A_very_long_session_keeps_its_beginning_and_its_end_and_says_what_is_left_out()
    {
        string[] body = [.. Enumerable.Range(0, 3000).Select(i => $"C line {i}")];
        string page = Reports.Page(Transcript.Of([.. LogSessions.Opening, "C DATA", "S 354 go on", .. body, "C .", "S 550 5.7.1 spam", LogSessions.Closed]));

        var conversation = Reports.Data(page, "block-0").GetProperty("sessions")[0];
        string[] lines = Reports.Lines(page, 1);
        Assert.Equal(2000, lines.Length);
        Assert.Equal(3010 - 2000, conversation.GetProperty("left").GetInt32());
        Assert.Equal("550 5.7.1 spam", lines[^2]);
    }
}
