using System;
using System.Linq;
using SmtpLog.Tests.Writing;
using Xunit;
using static SmtpLog.Tests.Redaction.Exchange;

namespace SmtpLog.Tests.Redaction;

/// <summary>Passwords that are hard to find, or that are found everywhere.</summary>
public class PasswordTests
{
    [Theory]
    [InlineData("250")]
    [InlineData("535")]
    [InlineData("5.7.8")]
    [InlineData("5.7")]
    [InlineData("5")]
    [InlineData("OK")]
    [InlineData("-")]
    [InlineData("*")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("a")]
    [InlineData("535 5.7.8")]
    [InlineData("250-")]
    [InlineData("****************")]
    public void Codes_are_never_touched(string password)
    {
        Recording recording = AfterPlain(password, out _);
        foreach (string line in new[] { "535-5.7.8", "535 5.7.8", "250", "250-", "250 2.1.0", "235 5.7.8 ", "334 ", "535 5.7.8 (x)" })
        {
            Assert.Equal($"S < \"{line}\"", recording.Server(line).Bodies[^1].Replace(Mask, " ", StringComparison.Ordinal));
        }

        recording.Server("250-x 250 y", "250 2.7.0 x 5.7.8");
        Assert.StartsWith("S < \"250-x ", recording.Bodies[^2]);
        Assert.StartsWith("S < \"250 2.7.0 x", recording.Bodies[^1].Replace(Mask, " x", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal));
        Assert.Equal(250, recording.Recorder.Replies.Code);
        Assert.Equal("2.7.0", recording.Recorder.Replies.EnhancedCode);
    }

    [Theory]
    [InlineData("250", "552 5.3.4 over 250 of 12505 in 250.250 at 250-250", "552 5.3.4 over # of 12505 in 250.250 at 250-250")]
    [InlineData("ok", "250 2.0.0 Ok: OKAY, tok ok. Book-ok (ok) ok@ok", "250 2.0.0 #: OKAY, tok #. Book-ok (#) ok@ok")]
    [InlineData("x", "250 x\"x\" y-x _x x_ x,x/", "250 #\"#\" y-x _x x_ #,#/")]
    [InlineData("*", "250 * a*b", "250 # a*b")]
    [InlineData("\u00FC", "250 \u00FC \u00FCb \u00DC", "250 # \u00FCb #")]
    public void A_short_password_is_masked_as_a_whole_word_only(string password, string line, string shown)
    {
        Recording recording = AfterPlain(password, out string payload);
        recording.Server(line, "535 " + payload, "535 you sent " + Base64(password));
        Assert.Equal(
            [$"S < \"{shown}\"", "S < \"535 #\"", "S < \"535 you sent #\""],
            recording.Bodies[^3..].Select(body => body.Replace(Mask, "#", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_password_that_looks_like_codes_shows_no_more_than_the_codes()
    {
        Recording recording = AfterPlain("535 5.7.8 secret", out _).Server("535 5.7.8 secret");
        Assert.Equal($"S < \"535 5.7.8{Mask}\"", recording.Bodies[^1]);
        recording = AfterPlain("123456", out _).Server("123456", "535 123456", "535 1234.5678.9012");
        Assert.Equal([$"S < \"{Mask}\"", $"S < \"535 {Mask}\"", "S < \"535 1234.5678.9012\""], recording.Bodies[^3..]);
        recording = AfterPlain("1234.5678.9012", out _).Server("535 1234.5678.9012");
        Assert.Equal($"S < \"535 {Mask}\"", recording.Bodies[^1]);
    }

    [Fact]
    public void A_token_of_4_KB_is_found_in_whole_and_in_pieces()
    {
        var random = new Random(7);
        byte[] bytes = new byte[3072];
        random.NextBytes(bytes);
        string token = Base64(bytes);
        string payload = Base64($"user=bob\u0001auth=Bearer {token}\u0001\u0001");
        Recording recording = Begin().Client("AUTH XOAUTH2 " + payload);
        recording.Server("334 " + Base64($"{{\"status\":\"400\",\"token\":\"{token}\"}}"));
        Assert.Equal($"S < \"334 {Mask}\"", recording.Bodies[^1]);
        foreach (string secret in new[] { token, payload })
        {
            string[] lines = [.. secret.Chunk(500).Select(chunk => "535-5.7.8 " + new string(chunk)), "535 5.7.8 end"];
            recording.Server(lines);
            Assert.All(recording.Bodies[^lines.Length..^1], body => Assert.Equal($"S < \"535-5.7.8 {Mask}\"", body));
            Assert.Equal("S < \"535 5.7.8 end\"", recording.Bodies[^1]);
        }
    }
}
