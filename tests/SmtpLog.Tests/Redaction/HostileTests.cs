using System;
using System.Linq;
using System.Text;
using SmtpLog.Tests.Writing;
using Xunit;
using static SmtpLog.Tests.Redaction.Exchange;

namespace SmtpLog.Tests.Redaction;

public class HostileTests
{
    [Theory]
    [InlineData("235 2.7.0 Welcome")]
    [InlineData("535 5.7.8 No")]
    [InlineData("250 Ok")]
    [InlineData("354 Go ahead")]
    [InlineData("220 ready")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void A_reply_sent_early_does_not_unmask_what_is_still_to_come(string early)
    {
        Recording recording = Begin("hunter22");
        recording.Recorder.Redactor.BeginAuthentication();
        recording.Client("AUTH LOGIN").Server("334 VXNlcm5hbWU6", early).Client(Base64("bob")).Server("334 UGFzc3dvcmQ6", early)
            .Client(Base64("hunter22")).Server("235 2.7.0 Ok");
        recording.Recorder.Redactor.EndAuthentication();
        recording.Client("MAIL FROM:<a@b>");
        AssertHides(recording, Base64("bob"), Base64("hunter22"), "hunter22");
        Assert.Equal("C > \"MAIL FROM:<a@b>\"", recording.Bodies[^1]);
    }

    [Theory]
    [InlineData("DATA")]
    [InlineData("QUIT")]
    [InlineData("RSET")]
    [InlineData("BDAT 100")]
    [InlineData("AUTH")]
    public void A_payload_that_looks_like_a_command_is_none(string payload)
    {
        Recording recording = Begin();
        recording.Recorder.Redactor.BeginAuthentication();
        recording.Client("AUTH LOGIN").Server("334 VXNlcm5hbWU6").Client(payload).Server("354 UGFzc3dvcmQ6").Client(Base64("hunter22"));
        AssertHides(recording, Base64("hunter22"), $"C > \"{payload}\"");
        Assert.Equal(SmtpStage.Auth, recording.Recorder.Stage);
    }

    [Theory]
    [InlineData("503 5.5.1 not now")]
    [InlineData("504 5.5.4 not that")]
    [InlineData("538 5.7.11 not in clear")]
    [InlineData("535 5.7.8 no")]
    public void A_client_that_goes_on_though_AUTH_was_refused_shows_nothing(string refusal)
    {
        Recording recording = Begin().Client("AUTH LOGIN").Server(refusal).Client(Base64("bob")).Server("500 what?")
            .Client(Base64("hunter22")).Server("500 what is " + Base64("hunter22")).Client("my pass phrase").Server("500 my pass phrase?")
            .Client("RSET", "XCLIENT visible");
        AssertHides(recording, Base64("bob"), Base64("hunter22"), "phrase");
        Assert.Equal(["C > \"RSET\"", "C > \"XCLIENT visible\""], recording.Bodies[^2..]);
    }

    [Fact]
    public void A_client_that_does_not_wait_for_challenges_shows_nothing()
    {
        Recording recording = Begin().Client("AUTH LOGIN", Base64("bob"), Base64("hunter22")).Server("504 no", "500 no", "500 no").Client("QUIT");
        AssertHides(recording, Base64("bob"), Base64("hunter22"));
        Assert.Equal("C > \"QUIT\"", recording.Bodies[^1]);
    }

    [Theory]
    [InlineData("AUTH LOGIN {0} {1}")]
    [InlineData("AUTH PLAIN bob hunter22")]
    public void A_secret_that_is_not_base64_is_found_as_well(string line)
    {
        Recording recording = Begin().Client(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, "bob", "hunter22")).Server("501 hunter22? HUNTER22!");
        Assert.Equal($"S < \"501 {Mask}? {Mask}!\"", recording.Bodies[^1]);
    }

    [Fact]
    public void A_cancelled_exchange_masks_no_asterisks()
    {
        Recording recording = Begin().Client("AUTH LOGIN").Server("334 VXNlcm5hbWU6").Client("*").Server("501 5.7.0 *** cancelled ***").Client("NOOP");
        Assert.Equal([$"C > \"{Mask}\"", "S < \"501 5.7.0 *** cancelled ***\"", "C > \"NOOP\""], recording.Bodies[^3..]);
    }

    [Fact]
    public void Half_a_payload_is_masked_when_the_connection_ends()
    {
        Recording recording = Begin().Client("AUTH LOGIN").Server("334 VXNlcm5hbWU6").ClientBytes(Encoding.ASCII.GetBytes(Base64("hunter22")[..8])).Closed();
        Assert.Equal($"C > \"{Mask}\"", recording.Bodies[^2]);
        recording = Begin().ClientBytes(Encoding.ASCII.GetBytes("AUTH PLAIN " + Base64("\0bob\0hunter22")[..15])).Closed();
        Assert.Equal($"C > \"AUTH PLAIN {Mask}\"", recording.Bodies[^2]);
    }

    [Fact]
    public void Half_a_reply_that_quotes_a_secret_is_masked_when_the_connection_ends()
    {
        Recording recording = AfterPlain("correct-horse", out string payload).ServerBytes(Encoding.ASCII.GetBytes("535 no " + payload[..^5])).Closed();
        Assert.Equal($"S < \"535 no {Mask}\"", recording.Bodies[^2]);
        recording = AfterPlain("correct-horse", out _).ServerBytes("535 no corre"u8.ToArray()).Closed();
        Assert.Equal($"S < \"535 no {Mask}\"", recording.Bodies[^2]);
    }

    [Fact]
    public void Every_login_of_a_session_is_remembered()
    {
        Recording recording = Begin();
        foreach (string password in new[] { "first-secret", "second-secret" })
        {
            recording.Client("AUTH PLAIN " + Base64("\0bob\0" + password)).Server("535 5.7.8 No");
        }

        recording.Server("421 first-secret second-secret");
        Assert.Equal($"S < \"421 {Mask} {Mask}\"", recording.Bodies[^1]);
        Assert.Equal(2, recording.Bodies.Count(body => body == $"C > \"AUTH PLAIN {Mask}\""));
    }
}
