using System;
using System.Linq;
using System.Security.Authentication;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>Encryption that does not come about, or that somebody tries to take away.</summary>
public class TlsTests
{
    private static readonly string[] s_pins = [TestCertificates.Sha256(TestCertificates.Valid)];

    [Theory]
    [InlineData("\u0000\u0001garbage that is no TLS at all\r\n")]
    [InlineData("220 mail.test ESMTP\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    public async Task Bytes_that_are_not_TLS_are_TlsHandshakeFailed(string bytes)
    {
        foreach (var tls in new[] { SmtpTls.Implicit, SmtpTls.StartTls })
        {
            await using var server = new ScriptedServer(async peer =>
            {
                if (tls == SmtpTls.StartTls)
                {
                    await new GoodServer { StartTls = true }.UpToAsync(peer, Point.Handshake);
                }

                await peer.ReadBytesAsync(1);
                await peer.SendAsync(bytes);
            });
            using var sender = new Sender(new Setup { Tls = tls, Pins = s_pins }, server.Port);
            var result = await sender.FailAsync(SmtpErrorKind.TlsHandshakeFailed, SmtpStage.Tls);
            Assert.Contains("does not speak TLS from the first byte", result.Diagnosis!.Cause, StringComparison.Ordinal);
            await server.EndedAsync();
            await sender.CloseAsync();
        }
    }

    [Fact]
    public async Task A_server_that_is_too_old_is_TlsHandshakeFailed()
    {
        await using var server = new ScriptedServer(async peer => Assert.False(await peer.SecureAsync(TestCertificates.Valid, SslProtocols.Tls12)));
        using var sender = new Sender(new Setup { Tls = SmtpTls.Implicit, MinimumTlsVersion = SmtpTlsVersion.Tls13, Pins = s_pins }, server.Port);
        await sender.FailAsync(SmtpErrorKind.TlsHandshakeFailed, SmtpStage.Tls);
        await server.EndedAsync();
    }

    [Theory]
    [InlineData(SmtpTls.Auto)]
    [InlineData(SmtpTls.StartTls)]
    public async Task Where_STARTTLS_is_missing_nothing_more_is_said(SmtpTls tls)
    {
        // Somebody in between has made the offer unreadable.
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.SendAsync("220 mail.test ESMTP\r\n");
            await peer.AnswerAsync("EHLO", "250-mail.test\r\n250-XXXXXXXX\r\n250 AUTH PLAIN\r\n");
            Assert.Null(await peer.ReadAsync());
        });
        var setup = new Setup { Tls = tls, Credential = new(Setup.User, Setup.Password) };
        using var sender = new Sender(setup, server.Port);
        await sender.FailAsync(SmtpErrorKind.StartTlsNotOffered, SmtpStage.Tls);
        await server.EndedAsync();
        await sender.CloseAsync();
    }

    [Theory]
    [InlineData("454 4.7.0 no TLS now")]
    [InlineData("502 5.5.1 what")]
    public async Task A_refused_STARTTLS_fails_even_where_plain_text_would_do(string reply)
    {
        foreach (var tls in new[] { SmtpTls.StartTls, SmtpTls.Opportunistic })
        {
            await using var server = new ScriptedServer(async peer =>
            {
                await new GoodServer { StartTls = true }.UpToAsync(peer, Point.StartTls);
                await peer.SendAsync(reply[..2], reply[2..] + "\r", "\n");
            });
            using var sender = new Sender(new Setup { Tls = tls, Pins = s_pins }, server.Port);
            int code = int.Parse(reply.AsSpan(0, 3), null);
            await sender.FailAsync(code == 454 ? SmtpErrorKind.TlsHandshakeFailed : SmtpErrorKind.ProtocolError, SmtpStage.Tls, code);
            await server.EndedAsync();
            Assert.DoesNotContain(await sender.CloseAsync(), line => line.Contains("TLS established", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Opportunistic_sends_in_plain_text_where_STARTTLS_is_not_offered()
    {
        await using var server = new ScriptedServer(new GoodServer().PlayAsync);
        using var sender = new Sender(new Setup { Tls = SmtpTls.Opportunistic }, server.Port);
        await sender.SucceedAsync();
    }

    [Theory]
    [InlineData("250-injected\r\n250-AUTH PLAIN\r\n250 XINJECTED\r\n")]
    [InlineData("250-half a reply\r\n")]
    [InlineData("250 no end of line")]
    public async Task What_is_injected_before_the_handshake_is_not_used_behind_it(string injected)
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await new GoodServer { StartTls = true }.UpToAsync(peer, Point.StartTls);
            await peer.SendAsync("220 2.0.0 go\r\n" + injected);
            Assert.True(await peer.SecureAsync(TestCertificates.Valid));
            await peer.AnswerAsync("EHLO", "250-mail.test\r\n250 SIZE 1000\r\n");
            await peer.ExpectAsync("MAIL FROM:");
            await peer.SendAsync("550 5.7.1 not you\r\n");
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(new Setup { Tls = SmtpTls.StartTls, Pins = s_pins }, server.Port);
        var result = await sender.FailAsync(SmtpErrorKind.SenderRejected, SmtpStage.Mail, 550);
        Assert.Equal("not you", result.Failure!.Reply);
        string[] log = await sender.CloseAsync();
        await server.EndedAsync();

        // All that came is in the log, each line whole and on its side of the handshake.
        int handshake = Array.FindIndex(log, line => line.Contains("### SMTP TLS established. protocol=Tls1", StringComparison.Ordinal));
        string last = injected.TrimEnd().Split("\r\n")[^1];
        Assert.Contains(log.Take(handshake), line => line.EndsWith($"S < \"{last}\"", StringComparison.Ordinal));
        Assert.Contains(log.Skip(handshake), line => line.EndsWith("S < \"250-mail.test\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_injected_login_is_not_believed()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await new GoodServer { StartTls = true }.UpToAsync(peer, Point.StartTls);
            await peer.SendAsync("220 2.0.0 go\r\n250 AUTH PLAIN\r\n235 2.7.0 welcome\r\n");
            Assert.True(await peer.SecureAsync(TestCertificates.Valid));
            await peer.AnswerAsync("EHLO", "250-mail.test\r\n250 AUTH PLAIN\r\n");
            await peer.AnswerAsync("AUTH PLAIN", "535 5.7.8 no\r\n");
            await GoodServer.NextAsync(peer);
        });
        var setup = new Setup { Tls = SmtpTls.StartTls, Pins = s_pins, Credential = new(Setup.User, Setup.Password) };
        using var sender = new Sender(setup, server.Port);
        await sender.FailAsync(SmtpErrorKind.AuthenticationFailed, SmtpStage.Auth, 535);
    }
}
