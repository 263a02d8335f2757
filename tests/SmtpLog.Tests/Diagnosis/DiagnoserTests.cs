using System;
using System.Linq;
using System.Text;
using SmtpLog.Diagnosis;
using Xunit;

namespace SmtpLog.Tests.Diagnosis;

public class DiagnoserTests
{
    public static TheoryData<SmtpErrorKind> Kinds => [.. Enum.GetValues<SmtpErrorKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_meaning_cause_and_advice_of_its_own(SmtpErrorKind kind)
    {
        var diagnosis = Diagnoser.Diagnose(new DiagnosisInput { ErrorKind = kind });

        Assert.EndsWith(".", diagnosis.Meaning, StringComparison.Ordinal);
        Assert.NotNull(diagnosis.Cause);
        Assert.Equal(Diagnoser.Advice(kind), diagnosis.Advice);
        Assert.DoesNotContain(". ", diagnosis.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void The_refusal_of_gmail_speaks_of_application_passwords()
    {
        var diagnosis = Diagnoser.Diagnose(new DiagnosisInput
        {
            ErrorKind = SmtpErrorKind.AuthenticationFailed,
            Stage = SmtpStage.Auth,
            Code = 535,
            EnhancedCode = "5.7.8",
            Mechanism = "PLAIN",
            Host = "smtp.gmail.com",
            Reply = "Username and Password not accepted. Learn more at\nhttps://support.google.com/mail/?p=BadCredentials y139sm19463388wmd.22 - gsmtp",
        });

        Assert.Equal("Authentication credentials invalid.", diagnosis.Meaning);
        Assert.Contains("Gmail", diagnosis.Cause, StringComparison.Ordinal);
        Assert.Contains("application password", diagnosis.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_code_of_exchange_has_several_causes_told_apart_by_wording()
    {
        var causes = DiagnosisSamples.All
            .Where(sample => sample.Input is { EnhancedCode: "5.7.139" })
            .Select(sample => Diagnoser.Diagnose(sample.Input).Cause)
            .Distinct();

        Assert.True(causes.Count() >= 7);
    }

    [Theory]
    [InlineData(SmtpErrorKind.RecipientRejected, SmtpStage.Recipient, 550, null, "Refused: the mailbox is not available, or policy forbids it.")]
    [InlineData(SmtpErrorKind.SenderRejected, SmtpStage.Mail, 553, "5.7.1", "Delivery not authorized, message refused.")]
    [InlineData(SmtpErrorKind.MessageRejected, SmtpStage.Data, 554, "5.6.0", "The transaction failed (about the message content).")]
    [InlineData(SmtpErrorKind.ServiceUnavailable, SmtpStage.Mail, 421, null, "The service is not available, the connection closes.")]
    [InlineData(null, null, 777, null, "The reply has no code that is known.")]
    public void An_unknown_reply_gets_the_meaning_of_its_codes_and_no_guess(
        SmtpErrorKind? kind, SmtpStage? stage, int code, string? enhancedCode, string meaning)
    {
        var diagnosis = Diagnoser.Diagnose(new DiagnosisInput
        {
            ErrorKind = kind,
            Stage = stage,
            Code = code,
            EnhancedCode = enhancedCode,
            Reply = "Xyzzy plugh",
            Detail = "The certificate has expired, mailbox full, spam",
        });

        Assert.Equal(meaning, diagnosis.Meaning);
        Assert.Null(diagnosis.Cause);
        Assert.Equal(kind is { } known ? Diagnoser.Advice(known) : null, diagnosis.Advice);
        Assert.Equal($"{meaning} {diagnosis.Advice}".TrimEnd(), diagnosis.ToString());
    }

    [Fact]
    public void Nothing_known_is_no_reason_to_fail() =>
        Assert.Equal("The log does not say why.", Diagnoser.Diagnose(new DiagnosisInput()).ToString());

    [Fact]
    public void Words_are_found_across_line_ends_codes_blanks_and_case()
    {
        var diagnosis = Diagnoser.Diagnose(new DiagnosisInput
        {
            Code = 550,
            Reply = "550-5.2.1  THE\tEMAIL account that\r\n550-5.2.1 you tried to\u0007 reach\n550 5.2.1 is   disabled",
        });

        Assert.StartsWith("The recipient's mailbox exists but is disabled", diagnosis.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("554 marbled paper")]
    [InlineData("554 webspf-42.example.com")]
    public void Words_are_not_found_within_other_words(string reply) =>
        Assert.Null(Diagnoser.Diagnose(new DiagnosisInput { Code = 554, Stage = SmtpStage.Data, Reply = reply }).Cause);

    [Theory]
    [InlineData("smtp.mail.yahoo.com", true)]
    [InlineData("YAHOO.COM.", true)]
    [InlineData("notyahoo.com", false)]
    [InlineData("yahoo.com.example.org", false)]
    public void A_host_stands_for_all_below_it_and_nothing_else(string host, bool isYahoo)
    {
        var diagnosis = Diagnoser.Diagnose(new DiagnosisInput { Code = 535, Host = host, Reply = "no" });

        Assert.Equal(isYahoo, diagnosis.Cause!.StartsWith("Yahoo", StringComparison.Ordinal));
    }

    [Fact]
    public void Hostile_replies_are_answered_and_never_repeated()
    {
        string[] replies =
        [
            new string('a', 10_000_000),
            new string('\n', 10_000_000),
            string.Concat(Enumerable.Repeat("535-5.7.8 \r\n", 800_000)),
            string.Concat(Enumerable.Repeat("spamhaus ", 1_000_000)),
            "(a+)+$ [[[ \\ .* ?? {9999999} (?<x>",
            "\0\u0001\u001b[31m\u007f\u0085\u2028\u202e\ud800\udfff\uffff",
            "%s%n{0}{1}$(calc)`id`",
        ];
        foreach (var reply in replies)
        {
            var text = Diagnoser.Diagnose(new DiagnosisInput { Code = 554, EnhancedCode = reply, Reply = reply, Detail = reply, Host = reply, Mechanism = reply, Challenge = reply }).ToString();

            Assert.Matches("^[ -~]{1,2000}$", text);
        }
    }

    [Fact]
    public void Known_words_beyond_the_part_that_is_read_are_not_looked_for()
    {
        var reply = new string('x', 10_000) + " mailbox full";

        Assert.Null(Diagnoser.Diagnose(new DiagnosisInput { Code = 550, Reply = reply }).Cause);
    }

    [Fact]
    public void The_challenge_of_an_oauth_login_is_told_in_the_cause()
    {
        var diagnosis = Diagnose("""{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}""");

        Assert.Contains("says status 400 and names the scope https://mail.google.com/.", diagnosis.Cause, StringComparison.Ordinal);
        Assert.Contains("-AccessToken", diagnosis.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_challenge_alone_is_a_cause_too()
    {
        var diagnosis = Diagnoser.Diagnose(new DiagnosisInput { Code = 554, Reply = "no", Challenge = "334 " + Base64("""{"status":401}""") });

        Assert.Equal("The server's challenge says status 401.", diagnosis.Cause);
        Assert.Null(diagnosis.Advice);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("{}")]
    [InlineData("""{"status":{"a":1},"scope":[]}""")]
    [InlineData("""{"status":"","scope":"\u202e\u0007"}""")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    public void A_challenge_that_says_nothing_is_left_out(string json) =>
        Assert.DoesNotContain("challenge", Diagnose(json).Cause, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("334 ")]
    [InlineData("****************")]
    [InlineData("eyJzdGF0dXM")]
    [InlineData("\uffff\0")]
    public void What_is_not_base64_is_no_challenge(string challenge) => Assert.Null(OAuthChallenge.Decode(challenge));

    [Fact]
    public void A_challenge_of_any_size_and_content_stays_short_and_printable()
    {
        Assert.Null(OAuthChallenge.Decode(Base64("{\"status\":\"" + new string('a', 10_000_000) + "\"}")));

        var text = OAuthChallenge.Decode(Base64("{\"scope\":\"" + new string('a', 5000) + "\",\"status\":\"4\\u001b[31m\"}"))!.ToString();
        Assert.Matches("^[ -~]{1,300}$", text);
    }

    private static SmtpDiagnosis Diagnose(string challenge) => Diagnoser.Diagnose(new DiagnosisInput
    {
        Stage = SmtpStage.Auth,
        Code = 535,
        EnhancedCode = "5.7.8",
        Mechanism = "XOAUTH2",
        Reply = "Authentication failed",
        Challenge = Base64(challenge),
    });

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
