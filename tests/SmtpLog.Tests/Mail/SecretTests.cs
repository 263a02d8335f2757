using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>Servers that do all they can to get a secret into a log, a result or an error.</summary>
public class SecretTests
{
    private const string Secret = Setup.Password;

    public static TheoryData<SmtpAuthenticationMechanism, string, string> Quotes()
    {
        var data = new TheoryData<SmtpAuthenticationMechanism, string, string>();
        foreach (var mechanism in new[]
        {
            SmtpAuthenticationMechanism.Plain, SmtpAuthenticationMechanism.Login, SmtpAuthenticationMechanism.XOAuth2, SmtpAuthenticationMechanism.OAuthBearer,
        })
        {
            foreach (string reply in new[]
            {
                "535 5.7.8 {payload}",
                "535 5.7.8 cannot understand '{payload}'",
                "535 5.7.8 AUTH X {payload}\r\n",
                "535-5.7.8 {secret}\r\n535-5.7.8 {SECRET}\r\n535 5.7.8 <{secret}>",
                "535 5.7.8 password={secret}&x={escaped}",
                "535 5.7.8 {base64} is {secret}",
                "535 {secret}",
                "535 5.7.8 {json}",
            })
            {
                data.Add(mechanism, reply, "535");
            }

            data.Add(mechanism, "535 5.7.8 | {half}|{rest} | {payload}", "535");
            data.Add(mechanism, "5|3|5| |5.7.8 |{secret}", "535");
            data.Add(mechanism, "421 4.7.0 {secret} {payload}", "421");
            data.Add(mechanism, "534 {secret} {payload}", "534");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Quotes))]
    public async Task A_secret_quoted_in_a_refused_login_is_masked(SmtpAuthenticationMechanism mechanism, string reply, string code)
    {
        string[] sent = [];
        await using var server = Offering(mechanism, async peer =>
        {
            sent = await TakeLoginAsync(peer, mechanism);
            await peer.SendAsync([.. Fill(reply, sent).Split('|'), "\r\n"]);
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(Login(mechanism), server.Port);
        var result = await sender.SendAsync();
        Assert.Equal(code, $"{result.Status}");
        Assert.Equal(SmtpStage.Auth, result.FailedStage);
        await CheckAsync(sender, result, sent);
        Assert.Contains("****************", result.StatusText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Point.Mail)]
    [InlineData(Point.Recipient)]
    [InlineData(Point.Data)]
    [InlineData(Point.Dot)]
    public async Task A_secret_quoted_later_is_masked_too(Point point)
    {
        string[] sent = [];
        await using var server = Offering(SmtpAuthenticationMechanism.Plain, async peer =>
        {
            sent = await TakeLoginAsync(peer, SmtpAuthenticationMechanism.Plain);
            await peer.SendAsync("235 2.7.0 welcome " + Secret + "\r\n");
            await peer.ExpectAsync("MAIL FROM:");
            await GoodServer.FromMailAsync(peer, point);
            await peer.SendAsync($"550-5.7.1 {Secret}\r\n550 5.7.1 {sent[0]}\r\n");
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(Login(SmtpAuthenticationMechanism.Plain), server.Port);
        var result = await sender.SendAsync();
        Assert.Equal(550, result.Status);
        await CheckAsync(sender, result, sent);
    }

    [Fact]
    public async Task A_secret_quoted_in_the_reply_to_a_message_that_was_taken_is_masked()
    {
        string[] sent = [];
        await using var server = Offering(SmtpAuthenticationMechanism.Plain, async peer =>
        {
            sent = await TakeLoginAsync(peer, SmtpAuthenticationMechanism.Plain);
            await peer.SendAsync("235 2.7.0 ok\r\n");
            await peer.ExpectAsync("MAIL FROM:");
            await peer.SendAsync("250 2.1.0 ok\r\n");
            await peer.AnswerAsync("RCPT TO:", $"250 2.1.5 {Secret}\r\n");
            await peer.AnswerAsync("DATA", "354 go\r\n");
            while (await peer.ReadAsync() is not ".")
            {
                // The content does not matter.
            }

            await peer.SendAsync($"250 2.0.0 queued as {Secret}\r\n");
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(Login(SmtpAuthenticationMechanism.Plain), server.Port);
        var result = await sender.SucceedAsync();
        await CheckAsync(sender, result, sent);
    }

    [Theory]
    [InlineData("334 UGFzc3dvcmQ6\r\n535 5.7.8 early\r\n")]
    [InlineData("334 UGFzc3dvcmQ6\r\n235 2.7.0 early\r\n250 ok\r\n")]
    public async Task A_reply_sent_early_does_not_unmask_the_payload_that_is_still_to_come(string early)
    {
        string[] sent = [];
        await using var server = Offering(SmtpAuthenticationMechanism.Login, async peer =>
        {
            await peer.AnswerAsync("AUTH LOGIN", "334 VXNlcm5hbWU6\r\n" + early);
            sent = [await peer.ExpectAsync(string.Empty), await peer.ExpectAsync(string.Empty)];
            while (await peer.ReadAsync() is not (null or "QUIT"))
            {
                await peer.SendAsync("550 5.7.1 no\r\n");
            }
        });
        using var sender = new Sender(Login(SmtpAuthenticationMechanism.Login), server.Port);
        var result = await sender.SendAsync();
        Assert.False(result.Success);
        await CheckAsync(sender, result, sent);
    }

    [Theory]
    [InlineData("{payload}")]
    [InlineData("{base64}")]
    [InlineData("{secret}")]
    [InlineData("!!! {secret} no base64")]
    [InlineData("{huge}")]
    public async Task A_challenge_with_the_secret_in_it_is_masked(string challenge)
    {
        string[] sent = [];
        await using var server = Offering(SmtpAuthenticationMechanism.XOAuth2, async peer =>
        {
            sent = await TakeLoginAsync(peer, SmtpAuthenticationMechanism.XOAuth2);
            await peer.SendAsync($"334 {Fill(challenge, sent)}\r\n");
            await peer.AnswerAsync(string.Empty, "535 5.7.8 no\r\n");
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(Login(SmtpAuthenticationMechanism.XOAuth2), server.Port);
        var result = await sender.FailAsync(SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535);
        await CheckAsync(sender, result, sent);
    }

    [Fact]
    public async Task A_token_in_the_challenge_that_says_why_is_masked()
    {
        string[] sent = [];
        await using var server = Offering(SmtpAuthenticationMechanism.XOAuth2, async peer =>
        {
            sent = await TakeLoginAsync(peer, SmtpAuthenticationMechanism.XOAuth2);
            await peer.SendAsync(Fill("334 {base64json}\r\n", sent));
            await peer.AnswerAsync(string.Empty, "535 5.7.8 no\r\n");
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(Login(SmtpAuthenticationMechanism.XOAuth2), server.Port);
        var result = await sender.FailAsync(SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535);
        await CheckAsync(sender, result, sent);
    }

    [Fact]
    public async Task The_user_name_is_shown_only_where_the_user_wants_it()
    {
        foreach (bool isWanted in new[] { false, true })
        {
            await using var server = Offering(SmtpAuthenticationMechanism.Plain, async peer =>
            {
                await peer.AnswerAsync("AUTH PLAIN ", "535 5.7.8 no\r\n");
                await GoodServer.NextAsync(peer);
            });
            using var sender = new Sender(Login(SmtpAuthenticationMechanism.Plain, isWanted), server.Port);
            await sender.FailAsync(SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535, Sender.Message("x@example.com"));
            string[] shown = [.. (await sender.CloseAsync()).Where(line => line.Contains(Setup.User, StringComparison.Ordinal))];
            Assert.Equal(isWanted ? 1 : 0, shown.Length);
            Assert.All(shown, line => Assert.Contains($"### SMTP Error. kind=AuthenticationFailed stage=Auth code=535 user={Setup.User} ", line, StringComparison.Ordinal));
        }
    }

    private static Setup Login(SmtpAuthenticationMechanism mechanism, bool logUserName = false) => new()
    {
        Credential = new(Setup.User, Secret),
        UsesAccessToken = mechanism is SmtpAuthenticationMechanism.XOAuth2 or SmtpAuthenticationMechanism.OAuthBearer,
        Mechanism = mechanism,
        LogContent = SmtpLogContent.Full,
        LogUserName = logUserName,
    };

    private static ScriptedServer Offering(SmtpAuthenticationMechanism mechanism, Func<ScriptedPeer, Task> script) => new(async peer =>
    {
        await peer.SendAsync("220 mail.test ESMTP\r\n");
        await peer.AnswerAsync("EHLO", $"250-mail.test\r\n250 AUTH {MechanismNames.Sasl(mechanism)}\r\n");
        await script(peer);
    });

    /// <summary>Gives the payloads, with the one that holds the secret first.</summary>
    private static async Task<string[]> TakeLoginAsync(ScriptedPeer peer, SmtpAuthenticationMechanism mechanism)
    {
        string line = await peer.ExpectAsync("AUTH ");
        string first = line.Split(' ') is { Length: > 2 } words ? words[2] : string.Empty;
        if (mechanism != SmtpAuthenticationMechanism.Login)
        {
            return [first];
        }

        await peer.SendAsync("334 VXNlcm5hbWU6\r\n");
        string user = await peer.ExpectAsync(string.Empty);
        await peer.SendAsync("334 UGFzc3dvcmQ6\r\n");
        return [await peer.ExpectAsync(string.Empty), user];
    }

    private static string Fill(string template, string[] sent) => template
        .Replace("{payload}", sent[0], StringComparison.Ordinal)
        .Replace("{half}", sent[0][..(sent[0].Length / 2)], StringComparison.Ordinal)
        .Replace("{rest}", sent[0][(sent[0].Length / 2)..], StringComparison.Ordinal)
        .Replace("{secret}", Secret, StringComparison.Ordinal)
        .Replace("{SECRET}", Secret.ToUpperInvariant(), StringComparison.Ordinal)
        .Replace("{escaped}", Uri.EscapeDataString(Secret), StringComparison.Ordinal)
        .Replace("{base64}", Base64(Secret), StringComparison.Ordinal)
        .Replace("{json}", $"{{\"password\":\"{Secret}\"}}", StringComparison.Ordinal)
        .Replace("{base64json}", Base64($"{{\"status\":\"401\",\"token\":\"{Secret}\"}}"), StringComparison.Ordinal)
        .Replace("{huge}", Base64(string.Concat(Enumerable.Repeat(Secret + " ", 500))), StringComparison.Ordinal);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task CheckAsync(Sender sender, SmtpSendResult result, string[] sent)
    {
        string[] everything =
        [
            .. await sender.CloseAsync(),
            .. result.Transcript.Select(entry => $"{entry} {entry.Text}"),
            .. result.Recipients.Select(recipient => $"{recipient} {recipient.Reply}"),
            result.ToString(),
            result.StatusText,
            result.QueueId ?? string.Empty,
            result.Diagnosis?.ToString() ?? string.Empty,
            result.Failure?.Sentence ?? string.Empty,
            result.Failure?.Reply ?? string.Empty,
            result.Failure?.Detail ?? string.Empty,
        ];
        string[] secrets =
        [
            Secret,
            Uri.EscapeDataString(Secret),
            .. sent.Where(payload => payload.Length > 0).Select(payload => payload.TrimEnd('=')),
            .. sent.Where(payload => payload.Length > 40).SelectMany(payload => new[] { payload[..(payload.Length / 2)], payload[(payload.Length / 2)..].TrimEnd('=') }),
            .. Enumerable.Range(0, 3).Select(offset => Base64(new string(' ', offset) + Secret)[(offset == 0 ? 0 : 4)..^4]),
        ];
        foreach (string text in everything)
        {
            foreach (string secret in secrets)
            {
                Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
