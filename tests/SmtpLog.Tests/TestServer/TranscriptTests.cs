using System;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MailKit.Net.Smtp;
using MailKit.Security;
using SmtpLog.Contracts;
using SmtpLog.TestServer;
using Xunit;

namespace SmtpLog.Tests.TestServer;

public class TranscriptTests
{
    [Fact]
    public async Task The_transcript_has_the_conversation_in_order_and_says_how_it_ended()
    {
        using SmtpTestServerEngine server = Servers.Start(SmtpTls.StartTls);
        using (RawClient client = await RawClient.ConnectAsync(server))
        {
            await client.ExpectAsync("STARTTLS\r\nEHLO evil", "220 ");
            await client.HandshakeAsync(server);
            await client.SendAsync("HELO x\r\nMAIL FROM:<>\r\nRCPT TO:<b@example.com>\r\nDATA\r\nSecret words\r\n.\r\nQUIT\r\n");
            foreach (string reply in new[] { "250 ", "250 ", "250 ", "354 ", "250 ", "221 " })
            {
                Assert.StartsWith(reply, await client.ReadAsync());
            }

            await client.ExpectEndAsync();
        }

        server.Dispose();
        string queueId = Assert.Single(server.Messages).QueueId;
        Assert.Equal(
            [
                $"### SMTP Connecting to '127.0.0.1' at port {server.Port}.",
                $"### SMTP Connected to '127.0.0.1' at port {server.Port}. (Not secure) remote=127.0.0.1:{server.Port} local=",
                "S < \"220 localhost ESMTP SmtpLog test server\"",
                "C > \"STARTTLS\"",
                "S < \"220 2.0.0 Ready to start TLS\"",
                "### SMTP Bytes behind STARTTLS discarded. bytes=11",
                "### SMTP TLS established. protocol=Tls1",
                "C > \"HELO x\"",
                "S < \"250 localhost Hello x\"",
                "C > \"MAIL FROM:<>\"",
                "S < \"250 2.1.0 Ok\"",
                "C > \"RCPT TO:<b@example.com>\"",
                "S < \"250 2.1.5 Ok\"",
                "C > \"DATA\"",
                "S < \"354 End data with <CR><LF>.<CR><LF>\"",
                "### SMTP Message content 14 bytes not logged.",
                "C > \".\"",
                $"S < \"250 2.0.0 Ok: queued as {queueId}\"",
                "C > \"QUIT\"",
                "S < \"221 2.0.0 Bye\"",
                "### SMTP Connection closed. messages=1 sent=",
            ],
            Bodies(server),
            static (expected, actual) => actual.StartsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PLAIN", true)]
    [InlineData("LOGIN", true)]
    [InlineData("CRAM-MD5", true)]
    [InlineData("SCRAM-SHA-256", true)]
    [InlineData("XOAUTH2", true)]
    [InlineData("PLAIN", false)]
    [InlineData("LOGIN", false)]
    [InlineData("CRAM-MD5", false)]
    [InlineData("SCRAM-SHA-256", false)]
    [InlineData("XOAUTH2", false)]
    public async Task No_secret_is_in_the_transcript(string mechanism, bool right)
    {
        string password = right ? Servers.Password : "mistyped-secret";
        using SmtpTestServerEngine server = Servers.WithLogin();
        using (SmtpClient client = await Servers.ConnectAsync(server, SecureSocketOptions.None))
        {
            Task login = client.AuthenticateAsync(
                Servers.Sasl(mechanism, Servers.User, password), TestContext.Current.CancellationToken);
            if (right)
            {
                await login;
            }
            else
            {
                await Assert.ThrowsAsync<AuthenticationException>(() => login);
            }

            await client.DisconnectAsync(true, TestContext.Current.CancellationToken);
        }

        server.Dispose();
        string transcript = Encoding.UTF8.GetString(server.Transcript);
        Assert.Contains($"C > \"AUTH {mechanism}", transcript, StringComparison.Ordinal);
        Assert.Contains("****************", transcript, StringComparison.Ordinal);
        Assert.Contains(right ? "S < \"235 2.7.0 " : "S < \"535 5.7.8 ", transcript, StringComparison.Ordinal);
        foreach (string secret in new[]
        {
            password, Servers.User, Servers.Base64(password), Servers.Base64(Servers.User),
            Servers.Base64($"\0{Servers.User}\0{password}"),
            Servers.Base64($"user={Servers.User}\u0001auth=Bearer {password}\u0001\u0001"),
        })
        {
            Assert.DoesNotContain(secret, transcript, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_pipelined_login_is_masked_and_what_follows_it_is_not()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.SendAsync($"AUTH LOGIN\r\n{Servers.Base64("bob")}\r\n{Servers.Base64("hidden")}\r\nNOOP visible\r\n");
        foreach (string reply in new[] { "334 ", "334 ", "235 ", "250 " })
        {
            Assert.StartsWith(reply, await client.ReadAsync());
        }

        string transcript = Encoding.UTF8.GetString(server.Transcript);
        Assert.DoesNotContain(Servers.Base64("hidden"), transcript, StringComparison.Ordinal);
        Assert.Contains("C > \"NOOP visible\"", transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handshake_that_fails_leaves_an_error_line()
    {
        using SmtpTestServerEngine server = Servers.Start(SmtpTls.Implicit);
        using (RawClient client = await RawClient.ConnectRawAsync(server))
        {
            await client.SendAsync("EHLO without TLS\r\n");
            await client.ExpectEndAsync();
        }

        server.Dispose();
        string[] bodies = Bodies(server);
        Assert.StartsWith("### SMTP Error. kind=TlsHandshakeFailed ", bodies[^2]);
        Assert.StartsWith("### SMTP Connection closed. messages=0 ", bodies[^1]);
    }

    [Fact]
    public async Task Each_connection_is_a_session_of_its_own()
    {
        using var server = new SmtpTestServerEngine(new SmtpTestServerOptions
        {
            Tls = SmtpTls.None,
            Credential = new NetworkCredential("bob", "pw"),
        });
        using RawClient first = await RawClient.GreetAsync(server);
        using RawClient second = await RawClient.GreetAsync(server);
        await first.ExpectAsync("NOOP", "250 ");
        server.Dispose();
        string[] lines = Lines(server);
        Assert.Equal(2, lines.Select(line => line.Split(' ')[3]).Distinct().Count());
        Assert.Equal(2, lines.Count(line => line.Contains("\"421 4.3.2 ", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.Contains("### SMTP Connection closed. ", StringComparison.Ordinal)));
    }

    private static string[] Lines(SmtpTestServerEngine server) =>
        Encoding.UTF8.GetString(server.Transcript).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // Without counter, time, process and session.
    private static string[] Bodies(SmtpTestServerEngine server) =>
        [.. Lines(server).Select(line => Regex.Replace(line, @"^(\S+ ){4}", string.Empty))];
}
