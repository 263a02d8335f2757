using System;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using SmtpLog.Tests.Writing;
using Xunit;
using static SmtpLog.Tests.Redaction.Exchange;

namespace SmtpLog.Tests.Redaction;

public class QuotingTests
{
    private const string Password = "Kr\u00E4h\"en & <Sp\u00E4tzle> %7\\5+\u20AC\U0001F600";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_password_is_found_however_it_is_written(bool knowsSecret)
    {
        Recording recording = AfterPlain(Password, out string payload, knowsSecret);
        string[] written =
        [
            Password,
            Password.ToUpperInvariant(),
            Password.ToLowerInvariant(),
            $"'{Password}'",
            "\0bob\0" + Password,
            Uri.EscapeDataString(Password),
            Uri.EscapeDataString(Password).ToLowerInvariant(),
            WebUtility.UrlEncode(Password),
            WebUtility.HtmlEncode(Password),
            Password.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&#x22;", StringComparison.Ordinal).Replace("<", "&#60;", StringComparison.Ordinal),
            Password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal),
            JsonSerializer.Serialize(Password),
            Base64(Password),
            Base64(Password).TrimEnd('='),
            Base64(Password).ToUpperInvariant(),
            Base64("x" + Password),
            Base64("xy" + Password + "z"),
            payload,
            payload.TrimEnd('='),
            payload.ToLowerInvariant(),
            Uri.EscapeDataString(payload),
            "AUTH=PLAIN=" + payload,
            Base64(JsonSerializer.Serialize(new { status = "400", password = Password })),
            Base64("{\"password\":\"" + Password + "\"}").TrimEnd('='),
        ];
        foreach (string quote in written)
        {
            recording.Server("535 5.7.8 <" + quote + "> is wrong");
            Assert.Matches(@"^S < ""535 5\.7\.8 <\S*\*{16}\S* is wrong""$", recording.Bodies[^1]);
            Assert.DoesNotContain("Sp\u00E4tzle", recording.Bodies[^1], StringComparison.OrdinalIgnoreCase);
        }

        AssertHides(recording, [.. written, "hen & ", "tzle"]);
    }

    [Fact]
    public void A_password_in_another_encoding_is_found()
    {
        Recording recording = AfterPlain("Stra\u00DFen\u00E4he", out _);
        recording.ServerBytes(Encoding.Latin1.GetBytes("535 Stra\u00DFen\u00E4he\r\n"));
        Assert.Equal($"S < \"535 {Mask}\"", recording.Bodies[^1]);
    }

    [Theory]
    [InlineData(76)]
    [InlineData(20)]
    [InlineData(10)]
    [InlineData(6)]
    [InlineData(4)]
    public void A_payload_folded_over_lines_is_found(int width)
    {
        Recording recording = AfterPlain("correct-horse-battery-staple", out string payload);
        foreach (string secret in new[] { payload, "correct-horse-battery-staple", payload.TrimEnd('=').ToLowerInvariant() })
        {
            string[] pieces = [.. secret.Chunk(width).Select(piece => new string(piece))];
            recording.Server([.. pieces.Select((piece, i) => (i < pieces.Length - 1 ? "535-5.7.8 " : "535 5.7.8 ") + piece)]);
            foreach (string body in recording.Bodies[^pieces.Length..])
            {
                Assert.Matches(@"^S < ""535[- ]5\.7\.8 (\*{16})?=*""$", body);
            }
        }
    }

    [Theory]
    [InlineData("535-5.7.8 Sorry, not \"{0}", "535 5.7.8 {1}\", really", "535-5.7.8 Sorry, not \"#", "535 5.7.8 #\", really")]
    [InlineData("535-auth {0} ", "535   {1} no", "535-auth # ", "535   # no")]
    [InlineData("535 {0} {1}", "535 then", "535 # #", "535 then")]
    [InlineData("535 {0}\" \"{1} x", "535 then", "535 #\" \"# x", "535 then")]
    public void A_secret_cut_in_two_is_found(string first, string second, string firstShown, string secondShown)
    {
        const string Secret = "correct-horse-battery-staple";
        for (int cut = 8; cut < Secret.Length; cut++)
        {
            Recording recording = AfterPlain(Secret, out _);
            recording.Server(string.Format(System.Globalization.CultureInfo.InvariantCulture, first, Secret[..cut], Secret[cut..]));
            recording.Server(string.Format(System.Globalization.CultureInfo.InvariantCulture, second, Secret[..cut], Secret[cut..]));
            Assert.Equal([$"S < \"{firstShown}\"", $"S < \"{secondShown}\""], recording.Bodies[^2..].Select(body => body.Replace(Mask, "#", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_quote_over_several_packets_is_found(int portion)
    {
        Recording recording = Begin("correct-horse", left => Math.Min(left, portion));
        string payload = Base64("\0bob\0correct-horse");
        recording.Client("AUTH PLAIN " + payload).Server("535 " + payload + " correct-horse");
        Assert.Equal([$"C > \"AUTH PLAIN {Mask}\"", $"S < \"535 {Mask} {Mask}\""], recording.Bodies[3..]);
    }

    [Fact]
    public void A_quote_is_found_long_after_AUTH_and_in_what_the_server_said_another_way()
    {
        Recording recording = AfterPlain("hunter22", out string payload);
        recording.Server("235 2.7.0 Ok").Client("MAIL FROM:<a@b>").Server("250 2.1.0 hunter22 Ok").Client("RCPT TO:<a@b>")
            .Server("550 5.1.1 " + payload).Client("DATA").Server("354 HUNTER22").Client("x", ".").Server("250 2.0.0 queued as hunter22");
        AssertHides(recording, "hunter22", payload);
        Assert.EndsWith($"S < \"250 2.0.0 queued as {Mask}\"", recording.Bodies[^1], StringComparison.Ordinal);
        Assert.Equal($"5.7.8 Not {Mask}\n5.7.8 nor {Mask}", recording.Recorder.Redactor.Scrub($"5.7.8 Not hunter22\n5.7.8 nor {payload}"));
        Assert.Equal($"queued as {Mask}", recording.Recorder.Replies.Text);
    }

    [Fact]
    public void Nothing_is_scrubbed_before_AUTH()
    {
        Recording recording = Begin("example");
        Assert.Contains("S < \"220 mail.example.com\"", recording.Bodies);
        Assert.Equal("example", recording.Recorder.Redactor.Scrub("example"));
        recording.Client("AUTH PLAIN x").Server("535 example");
        Assert.Equal($"S < \"535 {Mask}\"", recording.Bodies[^1]);
    }

    [Theory]
    [InlineData("250 2.0.0 Ok: queued as 4bXyz9QkLmNopQrS")]
    [InlineData("250 2.0.0 OK  1721234567 d9443c01a7336-1fc0bb6e1e5sm41252185ad.85 - gsmtp")]
    [InlineData("250 2.6.0 <a+b@example.com> [InternalId=123, Hostname=BN7PR.prod.outlook.com] 100% &amp; a\\b Queued mail for delivery")]
    [InlineData("550 5.7.1 https://support.google.com/mail/?p=UnsolicitedMessageError&hl=en%20x")]
    [InlineData("334 VXNlcm5hbWU6")]
    [InlineData("4")]
    [InlineData("")]
    public void An_ordinary_reply_is_left_as_it_is(string line)
    {
        Recording recording = AfterPlain("correct-horse-battery-staple", out _);
        Assert.Equal($"S < \"{line}\"", recording.Server(line).Bodies[^1]);
    }
}
