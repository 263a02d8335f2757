using System;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;
using Xunit;
using static SmtpLog.SmtpAuthenticationMechanism;

namespace SmtpLog.Tests.Mail;

/// <summary>Logins: which mechanism is tried, how often, and what becomes of a refusal.</summary>
public class LoginTests
{
    [Theory]
    [InlineData("535 5.7.8 bad password", SmtpErrorKind.AuthenticationFailed, "5.7.8")]
    [InlineData("454 4.7.0 not now", SmtpErrorKind.AuthenticationFailed, "4.7.0")]
    [InlineData("432 4.7.12 change it", SmtpErrorKind.AuthenticationFailed, "4.7.12")]
    [InlineData("534 5.7.9 too weak", SmtpErrorKind.AuthenticationFailed, "5.7.9")]
    [InlineData("530 5.7.0 STARTTLS first", SmtpErrorKind.AuthenticationFailed, "5.7.0")]
    [InlineData("504 5.5.4 unknown", SmtpErrorKind.MechanismNotOffered, "5.5.4")]
    [InlineData("421 4.7.0 too many", SmtpErrorKind.ServiceUnavailable, "4.7.0")]
    [InlineData("250 fine", SmtpErrorKind.ProtocolError, null)]
    public async Task A_refusal_decides_with_its_code(string reply, SmtpErrorKind kind, string? enhanced)
    {
        await using var server = Offering("PLAIN", async peer =>
        {
            // What follows in the same packet is no answer to anything.
            string unasked = reply[0] == '2' ? string.Empty : "299 unasked\r\n";
            await peer.AnswerAsync("AUTH PLAIN ", $"{reply}\r\n{unasked}");
            await peer.ClientGoneAsync();
        });
        using var sender = new Sender(Setup.Login(Plain), server.Port);
        var result = await sender.FailAsync(kind, SmtpStage.Auth, int.Parse(reply.AsSpan(0, 3), null));
        Assert.Equal(enhanced, result.EnhancedCode);
        await sender.CloseAsync();
    }

    [Theory]
    [InlineData("504 5.5.4 unknown")]
    [InlineData("534 5.7.9 too weak")]
    public async Task After_a_refused_mechanism_the_next_is_tried(string reply)
    {
        await using var server = Offering("LOGIN CRAM-MD5", async peer =>
        {
            await peer.AnswerAsync("AUTH CRAM-MD5", reply + "\r\n");
            await peer.AnswerAsync("AUTH LOGIN", "334 UGFzc3dvcmQ6\r\n");
            await peer.ExpectAsync(string.Empty);
            await peer.SendAsync("235 2.7.0 ok\r\n");
            await GoodServer.NextAsync(peer);
            await GoodServer.FromMailAsync(peer, Point.Quit);
            await GoodServer.NextAsync(peer);
        }, isSecure: true);
        using var sender = new Sender(Secure(), server.Port);
        await sender.SucceedAsync();
        Assert.Contains(await sender.CloseAsync(), line => line.EndsWith("### SMTP Authenticated. mechanism=LOGIN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("535 5.7.8 bad password")]
    [InlineData("454 4.7.0 not now")]
    [InlineData("500 what")]
    public async Task A_wrong_password_costs_one_failed_login(string reply)
    {
        await using var server = Offering("PLAIN LOGIN CRAM-MD5 SCRAM-SHA-256", async peer =>
        {
            await peer.AnswerAsync("AUTH SCRAM-SHA-256 ", reply + "\r\n");
            await GoodServer.NextAsync(peer);
        }, isSecure: true);
        using var sender = new Sender(Secure(), server.Port);
        await sender.FailAsync(SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, int.Parse(reply.AsSpan(0, 3), null));
        await sender.CloseAsync();
        var peer = await server.EndedAsync();
        Assert.Single(peer.Lines, line => line.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.Equal("QUIT", peer.Lines[^1]);
    }

    [Theory]
    [InlineData("PLAIN LOGIN", ScramSha256, "SCRAM-SHA-256 is not offered by the server: it offers ")]
    [InlineData("XOAUTH2 GSSAPI", Auto, "None of the mechanisms for this credential is offered")]
    [InlineData("", Plain, "it offers no login at all on this connection, which is not encrypted")]
    public async Task A_mechanism_that_is_not_offered_is_not_tried(string offered, SmtpAuthenticationMechanism wanted, string sentence)
    {
        await using var server = Offering(offered, async peer => await GoodServer.NextAsync(peer));
        using var sender = new Sender(Setup.Login(wanted), server.Port);
        var result = await sender.FailAsync(SmtpErrorKind.MechanismNotOffered, SmtpStage.Auth);
        Assert.Contains(sentence, result.StatusText, StringComparison.Ordinal);
        await sender.CloseAsync();
        Assert.DoesNotContain((await server.EndedAsync()).Lines, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PLAIN LOGIN", Auto, SmtpTls.None)]
    [InlineData("PLAIN LOGIN", Plain, SmtpTls.Opportunistic)]
    public async Task A_password_is_not_shown_without_TLS_unless_the_user_says_so_twice(string offered, SmtpAuthenticationMechanism wanted, SmtpTls tls)
    {
        await using var server = Offering(offered, async peer => await GoodServer.NextAsync(peer));
        var setup = new Setup { Tls = tls, Credential = new NetworkCredential(Setup.User, Setup.Password), Mechanism = wanted };
        using var sender = new Sender(setup, server.Port);
        await sender.FailAsync(SmtpErrorKind.ClearTextRefused, SmtpStage.Auth);
        await sender.CloseAsync();
        Assert.DoesNotContain((await server.EndedAsync()).Lines, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_TLS_a_mechanism_that_hides_the_password_is_taken()
    {
        await using var server = Offering("PLAIN LOGIN CRAM-MD5", async peer =>
        {
            await peer.AnswerAsync("AUTH CRAM-MD5", "334 PDEyMzQ1QG1haWwudGVzdD4=\r\n");
            await peer.ExpectAsync(string.Empty);
            await peer.SendAsync("535 5.7.8 no\r\n");
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(Setup.Login(Auto), server.Port);
        await sender.FailAsync(SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535);
    }

    [Theory]
    [InlineData(ScramSha1, "SCRAM-SHA-1")]
    [InlineData(ScramSha256, "SCRAM-SHA-256")]
    [InlineData(ScramSha512, "SCRAM-SHA-512")]
    public async Task A_SCRAM_login_without_the_servers_proof_is_refused(SmtpAuthenticationMechanism mechanism, string name)
    {
        await using var server = Offering(name, async peer =>
        {
            await peer.AnswerAsync($"AUTH {name} ", "235 2.7.0 welcome\r\n");
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(Setup.Login(mechanism), server.Port);
        var result = await sender.FailAsync(SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth);
        Assert.Contains("did not give the proof", result.StatusText, StringComparison.Ordinal);
        await sender.CloseAsync();
        Assert.DoesNotContain((await server.EndedAsync()).Lines, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_SCRAM_server_with_a_false_proof_is_refused()
    {
        await using var server = Offering("SCRAM-SHA-256", async peer =>
        {
            string first = await peer.ExpectAsync("AUTH SCRAM-SHA-256 ");
            string clientNonce = Encoding.UTF8.GetString(Convert.FromBase64String(first.Split(' ')[2])).Split("r=")[1];
            await peer.SendAsync($"334 {Base64($"r={clientNonce}server,s=c2FsdHNhbHQ=,i=4096")}\r\n");
            await peer.ExpectAsync(string.Empty);
            await peer.SendAsync($"334 {Base64($"v={Convert.ToBase64String(new byte[32])}")}\r\n");
            await peer.ExpectAsync(string.Empty);
            await peer.SendAsync("235 2.7.0 welcome\r\n");
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(Setup.Login(ScramSha256), server.Port);
        await sender.FailAsync(SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth);
        await sender.CloseAsync();
        Assert.DoesNotContain((await server.EndedAsync()).Lines, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ScramSha256, "SCRAM-SHA-256", "334 !!!! no base64")]
    [InlineData(ScramSha256, "SCRAM-SHA-256", "334 bm8gU0NSQU0=")]
    [InlineData(DigestMd5, "DIGEST-MD5", "334 bm8gRGlnZXN0")]
    public async Task A_challenge_that_is_none_is_ProtocolError(SmtpAuthenticationMechanism mechanism, string name, string challenge)
    {
        await using var server = Offering(name, async peer =>
        {
            await peer.AnswerAsync("AUTH ", challenge + "\r\n");
            await peer.AnswerAsync(string.Empty, "501 5.5.2 cancelled\r\n");
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(Setup.Login(mechanism), server.Port);
        await sender.FailAsync(SmtpErrorKind.ProtocolError, SmtpStage.Auth);
        await sender.CloseAsync();
    }

    [Theory]
    [InlineData(Plain, "PLAIN")]
    [InlineData(Login, "LOGIN")]
    [InlineData(CramMd5, "CRAM-MD5")]
    [InlineData(XOAuth2, "XOAUTH2")]
    public async Task A_login_without_end_is_ProtocolError(SmtpAuthenticationMechanism mechanism, string name)
    {
        await using var server = Offering(name, async peer =>
        {
            while (await peer.ReadAsync() is not null)
            {
                await peer.SendAsync("334 bW9yZQ==\r\n");
            }
        });
        using var sender = new Sender(Setup.Login(mechanism), server.Port);
        await sender.FailAsync(SmtpErrorKind.ProtocolError, SmtpStage.Auth);
        string[] log = await sender.CloseAsync();
        Assert.InRange(log.Length, 5, 200);
    }

    private static Setup Secure() => new()
    {
        Tls = SmtpTls.Implicit,
        Pins = [TestCertificates.Sha256(TestCertificates.Valid)],
        Credential = new NetworkCredential(Setup.User, Setup.Password),
    };

    private static ScriptedServer Offering(string mechanisms, Func<ScriptedPeer, Task> script, bool isSecure = false) => new(async peer =>
    {
        if (isSecure)
        {
            Assert.True(await peer.SecureAsync(TestCertificates.Valid));
        }

        await peer.SendAsync("220 mail.test ESMTP\r\n");
        await peer.AnswerAsync("EHLO", mechanisms.Length > 0 ? $"250-mail.test\r\n250 AUTH {mechanisms}\r\n" : "250 mail.test\r\n");
        await script(peer);
    });

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
