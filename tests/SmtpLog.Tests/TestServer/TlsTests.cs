using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MailKit.Net.Smtp;
using MailKit.Security;
using SmtpLog.TestServer;
using Xunit;

namespace SmtpLog.Tests.TestServer;

public class TlsTests
{
    [Theory]
    [InlineData(SmtpTls.StartTls, SecureSocketOptions.StartTls, true)]
    [InlineData(SmtpTls.Implicit, SecureSocketOptions.SslOnConnect, true)]
    [InlineData(SmtpTls.None, SecureSocketOptions.None, false)]
    public async Task A_message_comes_through_whole(SmtpTls tls, SecureSocketOptions options, bool secure)
    {
        using SmtpTestServerEngine server = Servers.WithLogin(tls);
        using SmtpClient client = await Servers.ConnectAsync(server, options);
        await client.AuthenticateAsync(Servers.User, Servers.Password, TestContext.Current.CancellationToken);
        string reply = await client.SendAsync(Servers.Mail(), TestContext.Current.CancellationToken);
        await client.DisconnectAsync(true, TestContext.Current.CancellationToken);

        SmtpTestMessage message = Assert.Single(server.Messages);
        Assert.Equal(secure, message.Secure);
        Assert.Equal("ops@example.com", message.From);
        Assert.Equal(["bob@example.com"], message.To);
        Assert.EndsWith("\r\n\r\ndone\r\n.leading dot\r\n..two\r\n", message.GetText(), StringComparison.Ordinal);
        Assert.Contains($"queued as {message.QueueId}", reply, StringComparison.Ordinal);
    }

    [Fact]
    public void The_certificate_is_for_loopback_and_of_this_server_alone()
    {
        using var first = new ThrowAwayCertificate();
        using var second = new ThrowAwayCertificate();
        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(first.Certificate.RawData)), first.Thumbprint);
        Assert.True(first.Certificate.HasPrivateKey);
        Assert.True(first.Certificate.MatchesHostname("localhost"));
        Assert.True(first.Certificate.MatchesHostname("127.0.0.1"));
        Assert.True(first.Certificate.MatchesHostname("::1"));
        Assert.False(first.Certificate.MatchesHostname("example.com"));

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(first.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        Assert.True(chain.Build(first.Certificate), string.Join(", ", chain.ChainStatus.Select(s => s.StatusInformation)));
    }

    [Fact]
    public void Without_TLS_there_is_no_certificate()
    {
        using SmtpTestServerEngine server = Servers.Start();
        Assert.Null(server.ServerCertificateThumbprint);
    }

    [Fact]
    public async Task Starttls_forgets_all_that_was_said_in_clear()
    {
        using SmtpTestServerEngine server = Servers.WithLogin(SmtpTls.StartTls);
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync($"AUTH PLAIN {Servers.Base64($"\0{Servers.User}\0{Servers.Password}")}", "235 ");
        await client.ExpectAsync("MAIL FROM:<>", "250 ");
        await client.ExpectAsync("STARTTLS now", "501 5.5.4 ");
        await client.ExpectAsync("STARTTLS", "220 2.0.0 ");
        await client.HandshakeAsync(server);
        await client.ExpectAsync("RCPT TO:<b@example.com>", "503 5.5.1 ");
        await client.ExpectAsync("MAIL FROM:<>", "503 5.5.1 ");
        string hello = await client.AskAsync("EHLO x");
        Assert.DoesNotContain("STARTTLS", hello, StringComparison.Ordinal);
        Assert.Contains("AUTH ", hello, StringComparison.Ordinal);
        await client.ExpectAsync("MAIL FROM:<>", "530 5.7.0 ");
        await client.ExpectAsync("STARTTLS", "503 5.5.1 ");
    }

    [Fact]
    public async Task What_is_injected_behind_STARTTLS_is_never_executed()
    {
        using SmtpTestServerEngine server = Servers.Start(SmtpTls.StartTls);
        using RawClient client = await RawClient.GreetAsync(server);
        await client.SendAsync(
            "STARTTLS\r\nEHLO evil\r\nMAIL FROM:<evil@example.com>\r\nRCPT TO:<b@example.com>\r\nBDAT 4 LAST\r\nevil");
        Assert.StartsWith("220 2.0.0 ", await client.ReadAsync());
        await client.HandshakeAsync(server);
        await client.ExpectAsync("MAIL FROM:<a@example.com>", "503 5.5.1 ");
        await client.ExpectAsync("EHLO x", "250-localhost Hello x");
        await client.ExpectAsync("QUIT", "221 ");
        await client.ExpectEndAsync();
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task A_client_that_refuses_the_certificate_leaves_the_server_well()
    {
        using SmtpTestServerEngine server = Servers.Start(SmtpTls.Implicit);
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        await Assert.ThrowsAsync<SslHandshakeException>(() => client.ConnectAsync(
            "127.0.0.1", server.Port, SecureSocketOptions.SslOnConnect, TestContext.Current.CancellationToken));
        using RawClient other = await RawClient.ConnectAsync(server, implicitTls: true);
        await other.ExpectAsync("STARTTLS", "503 5.5.1 ");
        await other.ExpectAsync("NOOP", "250 ");
    }
}
