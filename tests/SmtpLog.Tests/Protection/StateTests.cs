using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Protection;

/// <summary>Logs that are not whole, not in order, or not alone.</summary>
public class StateTests
{
    [Fact]
    public void A_secret_is_masked_before_the_login_that_gives_it_away() => Assert.Equal(
        ["=== Using **************** for bob", "<-  220 ****************.example.com", " -> AUTH PLAIN ****************", "<** 535 no ****************", "=== **************** again"],
        Protecting.Lines(SmtpLogDialect.Swaks, "=== Using hunter-2 for bob", "<-  220 hunter-2.example.com", $" -> AUTH PLAIN {Logins.Base64("\0bob\0hunter-2")}", "<** 535 no HUNTER-2", "=== aHVudGVyLTI= again"));

    [Fact]
    public void From_the_pipeline_it_is_masked_from_the_login_on() => Assert.Equal(
        ["=== Using hunter-2 for bob", " -> AUTH PLAIN ****************", "=== Using **************** for bob"],
        Protecting.Fed(SmtpLogDialect.Swaks, ["=== Using hunter-2 for bob", $" -> AUTH PLAIN {Logins.Base64("\0bob\0hunter-2")}", "=== Using hunter-2 for bob"]));

    [Fact]
    public void A_secret_of_one_session_is_masked_in_all_of_the_log() => Assert.Equal(
        ["1 <<< 220 mx", "2 >>> 550 ****************", "1 >>> EHLO me", "1 >>> AUTH LOGIN ****************", "1 <<< 334 UGFzc3dvcmQ6", "2 <<< RSET", "1 >>> ****************", "2 >>> 250 ****************"],
        Protecting.Lines(SmtpLogDialect.Sendmail, "1 <<< 220 mx", "2 >>> 550 hunter-2", "1 >>> EHLO me", "1 >>> AUTH LOGIN Ym9i", "1 <<< 334 UGFzc3dvcmQ6", "2 <<< RSET", "1 >>> aHVudGVyLTI=", "2 >>> 250 hunter-2"));

    [Theory]
    [InlineData("> ⟦aHVudGVyLTI=⟧|< 235 2.7.0 ⟦hunter-2⟧ is right|> MAIL FROM:<a@b>|< 250 ok")]
    [InlineData("> ⟦aHVudGVyLTI=⟧|< 535 5.7.8 ⟦hunter-2⟧ is wrong|> QUIT")]
    [InlineData("< 334 UGFzc3dvcmQ6|> ⟦aHVudGVyLTI=⟧|< 535 5.7.8 ⟦hunter-2⟧|> QUIT")]
    [InlineData("< 334 VXNlcm5hbWU6|> ⟦Ym9i⟧|< 334 UGFzc3dvcmQ6|> ⟦hunter-2⟧|< 535 bob, ⟦hunter-2⟧|> QUIT")]
    [InlineData("< 334 ⟦cj1mLHM9VyxpPTQwOTY=⟧|> ⟦Yz1iaXdzLHI9ZixwPXg=⟧|< 235 ok")]
    [InlineData("> ⟦AGJvYgBodW50ZXItMg==⟧|< 535 ⟦hunter-2⟧|> XCLIENT NAME=x|< 500 no")]
    [InlineData("> XYZZY|< 500 no|> FOO BAR|< 500 no")]
    public void A_log_may_begin_in_the_middle_of_a_login(string marked)
    {
        string[] log = marked.Split('|');

        Assert.Equal(log.Select(line => Protecting.Masked(line)), Protecting.Lines(SmtpLogDialect.Symfony, [.. log.Select(Protecting.Open)]));
    }

    [Fact]
    public void Two_connections_may_share_a_log_that_does_not_name_them()
    {
        string[] log =
        [
            "Connected to smtp://mx:25/", "S: 220 mx", "C: EHLO a", "S: 250 AUTH LOGIN", "C: AUTH LOGIN", "S: 334 VXNlcm5hbWU6",
            "Connected to smtp://mx:25/", "S: 220 mx", "C: EHLO b", "C: ⟦Ym9i⟧", "S: 250 AUTH LOGIN", "S: 334 UGFzc3dvcmQ6", "C: MAIL FROM:<x@y>", "S: 250 ok",
            "C: RCPT TO:<x@y>", "C: DATA", "S: 250 ok", "S: 354 go on", "C: Subject: x", "C: ⟦aHVudGVyLTI=⟧", "C: Regards", "C: .", "S: 250 ok", "S: 235 ok",
        ];

        Assert.Equal(log.Select(line => Protecting.Masked(line)), Protecting.Lines(SmtpLogDialect.MailKit, [.. log.Select(Protecting.Open)]));
    }

    [Fact]
    public void A_payload_may_be_broken_into_lines()
    {
        string payload = Logins.Base64($"user=bob@example.com\u0001auth=Bearer {Logins.Token}\u0001\u0001");
        string[] log = ["Connected to smtp://mx:25/", "S: 220 mx", $"C: AUTH XOAUTH2 {payload[..60]}", payload[60..124], payload[124..], "S: 535 no", "C: QUIT", "nothing more"];

        Assert.Equal([log[0], log[1], $"C: AUTH XOAUTH2 {Protecting.Mask}", Protecting.Mask, Protecting.Mask, log[5], log[6], log[7]], Protecting.Lines(SmtpLogDialect.MailKit, log));
    }

    [Theory]
    [InlineData("<hidden>")]
    [InlineData("<SMTP auth data redacted>")]
    [InlineData("[credentials hidden]")]
    [InlineData("[some authentication data]")]
    [InlineData("(password removed)")]
    [InlineData("*****")]
    [InlineData("\u2022\u2022\u2022\u2022")]
    [InlineData("REDACTED")]
    [InlineData("PROVIDED_BUT_REMOVED")]
    public void What_another_tool_put_in_the_place_of_a_secret_stays_and_hides_no_other(string other)
    {
        string[] log =
        [
            "<-  220 mx", $" -> AUTH PLAIN {other}", "<** 535 no", " -> AUTH LOGIN", "<-  334 VXNlcm5hbWU6", $" -> {other}", "<-  334 UGFzc3dvcmQ6", " -> ⟦aHVudGVyLTI=⟧",
            "<** 535 ⟦hunter-2⟧", " -> AUTH LOGIN", $"<-  334 {other}", " -> ⟦Ym9i⟧", $"<-  334 {other}", $" -> {other}", "<-  235 ok", $"  password = '{other}'", " -> QUIT",
        ];

        Assert.Equal(log.Select(line => Protecting.Masked(line)), Protecting.Lines(SmtpLogDialect.Swaks, [.. log.Select(Protecting.Open)]));
    }

    [Theory]
    [InlineData("<***>")]
    [InlineData("<hunter-2>")]
    [InlineData("AGJv****")]
    [InlineData("x")]
    [InlineData("=")]
    public void What_is_no_such_mask_is_masked(string payload)
    {
        bool isMask = payload == "<***>";

        Assert.Equal([" -> EHLO x", $" -> AUTH PLAIN {(isMask ? payload : Protecting.Mask)}"], Protecting.Lines(SmtpLogDialect.Swaks, " -> EHLO x", $" -> AUTH PLAIN {payload}"));
    }

    [Fact]
    public void A_reply_of_several_lines_shows_no_piece_of_a_secret()
    {
        string secret = Logins.Password;
        string[] log = ["<-  220 mx", $" -> AUTH PLAIN {Logins.Base64("\0bob\0" + secret)}", $"<** 535-5.7.8 wrong: {secret[..9]}", $"<** 535 5.7.8 {secret[9..]}, sorry"];

        Assert.Equal([log[0], $" -> AUTH PLAIN {Protecting.Mask}", $"<** 535-5.7.8 wrong: {Protecting.Mask}", $"<** 535 5.7.8 {Protecting.Mask}, sorry"], Protecting.Lines(SmtpLogDialect.Swaks, log));
    }

    [Fact]
    public void The_words_of_the_log_itself_are_no_secret()
    {
        // Whoever takes such passwords should not be able to break the log with them.
        string[] log =
        [
            "2026-11-24 09:20:00\tSERVER -> CLIENT: 220 mx", $"2026-11-24 09:20:00\tCLIENT -> SERVER: AUTH PLAIN ⟦{Logins.Base64("\0bob\0SERVER -> CLIENT")}⟧", "2026-11-24 09:20:00\tSERVER -> CLIENT: 535-5.7.8 no ⟦SERVER -> CLIENT⟧",
            "                   \t                  535 5.7.8 no", $"2026-11-24 09:20:00\tCLIENT -> SERVER: AUTH PLAIN ⟦{Logins.Base64("\0bob\0MAIL FROM:")}⟧", "2026-11-24 09:20:00\tSERVER -> CLIENT: 235 ok", "2026-11-24 09:20:00\tCLIENT -> SERVER: MAIL FROM:<a@b>",
            "2026-11-24 09:20:00\tSERVER -> CLIENT: 250 ⟦MAIL FROM:⟧ ok",
        ];

        Assert.Equal(log.Select(line => Protecting.Masked(line)), Protecting.Lines(SmtpLogDialect.PhpMailer, [.. log.Select(Protecting.Open)]));
    }
}
