using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using SmtpLog.Tests.Reading;
using SmtpLog.Tests.Reading.Sessions;
using Xunit;

namespace SmtpLog.Tests.Report;

public sealed class HostileTextTests
{
    public const string Script = "</script></title></style><script>window.hacked=1</script><img src=x onerror=window.hacked=1>{0}\u2028\u202E\u2066";

    /// <summary>Each field that a server or a file fills says the same thing.</summary>
    public static string Log(string words) => Transcript.Of(
        $"# SMTP Connecting to '{words}' at port 587.",
        $"S 220 {words}",
        $"C EHLO {words}",
        $"S 250-{words}",
        $"S 250 {words}",
        $"C MAIL FROM:<{words}@example.com>",
        $"S 250 {words}",
        $"C RCPT TO:<{words}@example.com>",
        $"S 550 5.1.1 {words}",
        $"# SMTP Error. kind=RecipientRejected stage=Recipient code=550 message=\"{words}\"",
        LogSessions.Closed);

    [Fact]
    public void No_text_ends_its_element_or_begins_another()
    {
        string good = Reports.Page(Log("hello"), "hello");
        string bad = Reports.Page(Log(Script), Script);

        Assert.Equal(Elements(good), Elements(bad));
        Assert.DoesNotContain("<img", bad);
        Assert.Contains("&lt;/script&gt;", Reports.Static(bad));
        Assert.Contains(Reports.Lines(bad, 1), line => line.Contains("</script>"));
    }

    [Fact]
    public void What_turns_the_direction_or_ends_a_line_of_script_does_not_come_through()
    {
        string page = Reports.Page(Log(Script), Script);

        Assert.DoesNotContain(page, c => c is '\u2028' or '\u2029' or '\u202E' or '\u2066' or '\0');
    }

    [Theory]
    [InlineData('\uD800')]
    [InlineData('\uDC00')]
    [InlineData('\0')]
    [InlineData('\u009B')]
    public void Half_characters_and_controls_become_visible_ones(char odd)
    {
        var session = LogSessions.One([.. LogSessions.Opening, "S 550 5.1.1 no", LogSessions.Closed]);
        var page = Reports.Page([session], $"a{odd}b");

        Assert.Matches("<title>a[\uFFFD\u2400]b</title>", page);
    }

    [Fact]
    public void A_reply_of_ten_megabytes_is_cut_and_counted()
    {
        string page = Reports.Page(Transcript.Of([.. LogSessions.Opening, "C MAIL FROM:<a@example.com>", "S 550 5.1.1 " + new string('x', 10_000_000), LogSessions.Closed]));

        Assert.InRange(page.Length, 1, 300_000);
        Assert.Matches("9,996,\\d{3} more characters in the log", page);
    }

    [Fact]
    public void A_pair_is_not_cut_in_two()
    {
        string page = Reports.Page(Transcript.Of([.. LogSessions.Opening, "C NOOP " + string.Concat(Enumerable.Repeat("\U0001F600", 5000)), LogSessions.Closed]));

        Assert.Contains("more characters", page);
        Assert.True(new UTF8Encoding(false, true).GetByteCount(page) > 0);
    }

    [Fact]
    public void A_secret_that_another_tool_wrote_down_is_masked_in_both_directions()
    {
        const string secret = "AGJvYgBjb3JyZWN0IGhvcnNl";
        string page = Reports.Page([LogSessions.One([.. LogSessions.Opening, $"C AUTH PLAIN {secret}", $"S 535 5.7.8 refused: {secret}", $"# SMTP Error. kind=AuthenticationFailed stage=Auth code=535 message=\"refused: {secret}\"", LogSessions.Closed])]);

        Assert.DoesNotContain(secret, page);
        Assert.DoesNotContain("correct horse", page);
        Assert.Contains("AUTH PLAIN ****************", Reports.Lines(page, 1));
    }

    [Fact]
    public void AUTH_in_a_message_is_a_word_like_any_other()
    {
        string page = Reports.Page(Transcript.Of([.. LogSessions.Opening, "C DATA", "S 354 go on", "C Subject: x", "C ", "C AUTH PLAIN is a command", "C Cheers", "C .", "S 250 ok", LogSessions.Closed]));

        Assert.Contains("AUTH PLAIN is a command", Reports.Lines(page, 1));
        Assert.Contains("Cheers", Reports.Lines(page, 1));
    }

    private static string[] Elements(string page) => [.. Regex.Matches(page, "<(/?[a-zA-Z]+)[\\s>]").Select(match => match.Groups[1].Value)];
}
