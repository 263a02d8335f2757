using System;
using System.Text;
using SmtpLog.Tests.Writing;
using Xunit;
using static SmtpLog.Tests.Redaction.Exchange;

namespace SmtpLog.Tests.Redaction;

public class MechanismTests
{
    private const string Password = "pencil & Paper-1";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PLAIN(bool initial)
    {
        string payload = Base64("\0user\0" + Password);
        Recording recording = initial
            ? Begin(Password).Client("AUTH PLAIN " + payload)
            : Begin(Password).Client("AUTH PLAIN").Server("334 ").Client(payload);
        recording.Server("235 2.7.0 Authentication successful").Client("MAIL FROM:<a@b>");
        Assert.Equal(
            initial
                ? [$"C > \"AUTH PLAIN {Mask}\"", "S < \"235 2.7.0 Authentication successful\"", "C > \"MAIL FROM:<a@b>\""]
                : ["C > \"AUTH PLAIN\"", "S < \"334 \"", $"C > \"{Mask}\"", "S < \"235 2.7.0 Authentication successful\"", "C > \"MAIL FROM:<a@b>\""],
            recording.Bodies[3..]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LOGIN(bool initial)
    {
        Recording recording = initial
            ? Begin(Password).Client("AUTH LOGIN " + Base64("user"))
            : Begin(Password).Client("AUTH LOGIN").Server("334 VXNlcm5hbWU6").Client(Base64("user"));
        recording.Server("334 UGFzc3dvcmQ6").Client(Base64(Password)).Server("535 5.7.8 No").Client("QUIT");
        Assert.Equal(
            [
                .. initial ? [$"C > \"AUTH LOGIN {Mask}\""] : new[] { "C > \"AUTH LOGIN\"", "S < \"334 VXNlcm5hbWU6\"", $"C > \"{Mask}\"" },
                "S < \"334 UGFzc3dvcmQ6\"", $"C > \"{Mask}\"", "S < \"535 5.7.8 No\"", "C > \"QUIT\"",
            ],
            recording.Bodies[3..]);
    }

    [Fact]
    public void CRAM_MD5()
    {
        // RFC 2195, section 2.
        const string Digest = "b913a602c7eda7a495b4e6e7334d3890";
        string challenge = Base64("<1896.697170952@postoffice.reston.mci.net>");
        Recording recording = Begin("tanstaaftanstaaf").Client("AUTH CRAM-MD5").Server("334 " + challenge).Client(Base64("tim " + Digest));
        recording.Server($"535 5.7.8 Digest {Digest.ToUpperInvariant()} is wrong: {Base64("tim " + Digest)}");
        Assert.Equal(
            ["C > \"AUTH CRAM-MD5\"", $"S < \"334 {challenge}\"", $"C > \"{Mask}\"", $"S < \"535 5.7.8 Digest {Mask} is wrong: {Mask}\""],
            recording.Bodies[3..]);
    }

    [Fact]
    public void DIGEST_MD5()
    {
        // RFC 2831, section 4.
        string challenge = Base64("realm=\"elwood.innosoft.com\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\",algorithm=md5-sess,charset=utf-8");
        string response = Base64("charset=utf-8,username=\"chris\",realm=\"elwood.innosoft.com\",nonce=\"OA6MG9tEQGm2hh\",nc=00000001,"
            + "cnonce=\"OA6MHXh6VqTrRk\",digest-uri=\"smtp/elwood.innosoft.com\",response=d388dad90d4bbd760a152321f2143af7,qop=auth");
        string proof = Base64("rspauth=ea40f60335c427b5527b84dbabcdfffd");
        Recording recording = Begin("secret").Client("AUTH DIGEST-MD5").Server("334 " + challenge).Client(response).Server("334 " + proof).Client("");
        recording.Server("235 rspauth=ea40f60335c427b5527b84dbabcdfffd").Client("QUIT");
        recording.Server("221 response d388dad90d4bbd760a152321f2143af7");
        Assert.Equal(
            [
                "C > \"AUTH DIGEST-MD5\"", $"S < \"334 {Mask}\"", $"C > \"{Mask}\"", $"S < \"334 {Mask}\"", $"C > \"{Mask}\"",
                $"S < \"235 {Mask}\"", "C > \"QUIT\"", $"S < \"221 response {Mask}\"",
            ],
            recording.Bodies[3..]);
    }

    [Theory]
    [InlineData("SCRAM-SHA-1", "334 ")]
    [InlineData("SCRAM-SHA-256", "235 2.7.0 ")]
    [InlineData("SCRAM-SHA-512", "235 ")]
    [InlineData("SCRAM-SHA-256-PLUS", "334 ")]
    public void SCRAM(string mechanism, string lastCode)
    {
        // RFC 5802, section 5.
        string first = Base64("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
        string challenge = Base64("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096");
        string final = Base64("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
        string proof = Base64("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=");
        Recording recording = Begin("pencil").Client($"AUTH {mechanism} {first}").Server("334 " + challenge).Client(final).Server(lastCode + proof);
        if (lastCode == "334 ")
        {
            recording.Client("");
        }

        recording.Server("501 v0X8v3Bz2T0CJGbJQyF0X+HI4Ts= and " + final);
        Assert.Equal(
            [
                $"C > \"AUTH {mechanism} {Mask}\"", $"S < \"334 {Mask}\"", $"C > \"{Mask}\"", $"S < \"{lastCode}{Mask}\"",
                .. lastCode == "334 " ? [$"C > \"{Mask}\""] : Array.Empty<string>(),
                $"S < \"501 {Mask} and {Mask}\"",
            ],
            recording.Bodies[3..]);
    }

    [Fact]
    public void NTLM()
    {
        string negotiate = Base64([.. "NTLMSSP\0"u8, 1, 0, 0, 0, .. new byte[24]]);
        string challenge = Base64([.. "NTLMSSP\0"u8, 2, 0, 0, 0, .. new byte[40]]);
        string answer = Base64([.. "NTLMSSP\0"u8, 3, 0, 0, 0, .. Encoding.Unicode.GetBytes("DOMAIN\\user and proof")]);
        Recording recording = Begin(Password).Client("AUTH NTLM " + negotiate).Server("334 " + challenge).Client(answer).Server("535 5.7.3 " + answer);
        Assert.Equal(
            [$"C > \"AUTH NTLM {Mask}\"", $"S < \"334 {Mask}\"", $"C > \"{Mask}\"", $"S < \"535 5.7.3 {Mask}\""],
            recording.Bodies[3..]);
    }

    [Theory]
    [InlineData("XOAUTH2", "user=bob\u0001auth=Bearer {0}\u0001\u0001", true)]
    [InlineData("XOAUTH2", "user=bob\u0001auth=Bearer {0}\u0001\u0001", false)]
    [InlineData("OAUTHBEARER", "n,a=bob,\u0001host=x\u0001port=587\u0001auth=Bearer {0}\u0001\u0001", true)]
    [InlineData("OAUTHBEARER", "n,a=bob,\u0001host=x\u0001port=587\u0001auth=Bearer {0}\u0001\u0001", false)]
    public void Bearer_tokens(string mechanism, string form, bool knowsSecret)
    {
        const string Token = "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg";
        string payload = Base64(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Token));
        string challenge = Base64("{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"https://mail.google.com/\"}");
        Recording recording = Begin(knowsSecret ? Token : null).Client($"AUTH {mechanism} {payload}").Server("334 " + challenge).Client("AQ==");
        recording.Server($"535-5.7.8 {Token[..20]}", $"535 5.7.8 {Token[20..]} refused");
        Assert.Equal(
            [
                $"C > \"AUTH {mechanism} {Mask}\"", $"S < \"334 {challenge}\"", $"C > \"{Mask}\"",
                $"S < \"535-5.7.8 {Mask}\"", $"S < \"535 5.7.8 {Mask} refused\"",
            ],
            recording.Bodies[3..]);
        Assert.Equal(challenge, recording.Recorder.Replies.Challenge);
    }

    [Theory]
    [InlineData("auth plain {0}", "auth plain")]
    [InlineData("AUTH  PLAIN   {0}", "AUTH PLAIN")]
    [InlineData("AUTH\tPLAIN\t{0}", "AUTH PLAIN")]
    [InlineData(" AUTH PLAIN {0}", "AUTH PLAIN")]
    [InlineData("AUTH=PLAIN {0}", "AUTH PLAIN")]
    [InlineData("AUTH: PLAIN {0}", "AUTH PLAIN")]
    [InlineData("AUTH X-UNKNOWN {0} {0}", "AUTH X-UNKNOWN")]
    [InlineData("AUTH {0}", "AUTH")]
    public void Whatever_follows_AUTH_is_masked_but_the_name_of_the_mechanism(string line, string shown)
    {
        string payload = Base64("\0bob\0" + Password);
        Recording recording = Begin().Client(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, payload)).Server("535 no " + payload);
        Assert.Equal([$"C > \"{shown} {Mask}\"", $"S < \"535 no {Mask}\""], recording.Bodies[3..]);
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("aGVsbG8")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTU")]
    public void What_stands_in_the_place_of_the_mechanism_and_is_none_is_masked(string word)
    {
        Recording recording = Begin().Client("AUTH " + word).Server("504 what is " + word);
        Assert.Equal([$"C > \"AUTH {Mask}\"", $"S < \"504 what is {Mask}\""], recording.Bodies[3..]);
    }

    [Fact]
    public void A_mechanism_that_nobody_knows_is_masked_to_its_end_too()
    {
        Recording recording = Begin().Client("AUTH X-NEW").Server("334 Pw==").Client("secret1").Server("334 Pw==").Client("secret2").Server("235 secret1").Client("RSET");
        Assert.Equal(
            ["C > \"AUTH X-NEW\"", "S < \"334 Pw==\"", $"C > \"{Mask}\"", "S < \"334 Pw==\"", $"C > \"{Mask}\"", $"S < \"235 {Mask}\"", "C > \"RSET\""],
            recording.Bodies[3..]);
    }
}
