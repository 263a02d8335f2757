using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using MailKit.Net.Smtp;
using MailKit.Security;
using SmtpLog.Contracts;
using SmtpLog.TestServer;
using Xunit;

namespace SmtpLog.Tests.TestServer;

public class LifetimeTests
{
    [Fact]
    public async Task Stopping_says_421_to_live_connections_and_frees_the_port()
    {
        SmtpTestServerEngine server = Servers.Start(SmtpTls.StartTls);
        using RawClient plain = await RawClient.GreetAsync(server);
        using RawClient inData = await RawClient.GreetAsync(server);
        await inData.ExpectAsync("MAIL FROM:<>", "250 ");
        await inData.ExpectAsync("RCPT TO:<b@example.com>", "250 ");
        await inData.ExpectAsync("DATA", "354 ");
        using RawClient secure = await RawClient.GreetAsync(server);
        await secure.ExpectAsync("STARTTLS", "220 ");
        await secure.HandshakeAsync(server);
        await secure.ExpectAsync("EHLO x", "250-");
        using RawClient inHandshake = await RawClient.GreetAsync(server);
        await inHandshake.ExpectAsync("STARTTLS", "220 ");

        server.Dispose();
        foreach (RawClient client in new[] { plain, inData, secure })
        {
            Assert.StartsWith("421 4.3.2 ", await client.ReadAsync());
            await client.ExpectEndAsync();
        }

        await inHandshake.ExpectEndAsync();
        using var next = new SmtpTestServerEngine(new SmtpTestServerOptions { Port = server.Port, Tls = SmtpTls.None });
        using RawClient again = await RawClient.ConnectAsync(next);
        Assert.Equal(server.Port, next.Port);
    }

    [Fact]
    public async Task Stopping_twice_and_from_many_threads_is_stopping_once()
    {
        SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(server.Dispose, TestContext.Current.CancellationToken)));
        server.Dispose();
        Assert.StartsWith("421 4.3.2 ", await client.ReadAsync());
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task Messages_stay_after_the_end_and_a_list_once_given_does_not_change()
    {
        SmtpTestServerEngine server = Servers.Start();
        IReadOnlyList<SmtpTestMessage> before = server.Messages;
        using (SmtpClient client = await Servers.ConnectAsync(server, SecureSocketOptions.None))
        {
            await client.SendAsync(Servers.Mail(), TestContext.Current.CancellationToken);
        }

        server.Dispose();
        Assert.Empty(before);
        Assert.Single(server.Messages);
    }

    [Fact]
    public void A_port_that_is_taken_is_an_error()
    {
        using SmtpTestServerEngine server = Servers.Start();
        SocketException failure = Assert.Throws<SocketException>(() =>
            new SmtpTestServerEngine(new SmtpTestServerOptions { Port = server.Port }));
        Assert.Equal(SocketError.AddressAlreadyInUse, failure.SocketErrorCode);
    }

    [Theory]
    [InlineData(SmtpTls.Auto)]
    [InlineData(SmtpTls.Opportunistic)]
    public void A_server_cannot_leave_TLS_to_the_client(SmtpTls tls) =>
        Assert.Throws<ArgumentException>(() => Servers.Start(tls));

    [Fact]
    public async Task A_client_that_is_silent_for_too_long_is_sent_away()
    {
        using var server = new SmtpTestServerEngine(
            new SmtpTestServerOptions { Tls = SmtpTls.None }, TimeSpan.FromMilliseconds(200));
        using RawClient client = await RawClient.ConnectAsync(server);
        Assert.StartsWith("421 4.4.2 ", await client.ReadAsync());
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task A_client_that_never_reads_does_not_keep_the_server_from_stopping()
    {
        SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        client.Flood(string.Concat(Enumerable.Repeat("HELP\r\n", 1000)));
        server.Dispose();
        using var next = new SmtpTestServerEngine(new SmtpTestServerOptions { Port = server.Port, Tls = SmtpTls.None });
        Assert.Equal(server.Port, next.Port);
    }

    [Fact]
    public async Task Several_servers_keep_their_messages_apart()
    {
        using SmtpTestServerEngine first = Servers.Start();
        using SmtpTestServerEngine second = Servers.Start(SmtpTls.StartTls);
        using SmtpTestServerEngine third = Servers.Start(SmtpTls.Implicit);
        Assert.Equal(3, new HashSet<int> { first.Port, second.Port, third.Port }.Count);
        using SmtpClient client = await Servers.ConnectAsync(second, SecureSocketOptions.StartTls);
        await client.SendAsync(Servers.Mail(), TestContext.Current.CancellationToken);
        Assert.Empty(first.Messages);
        Assert.Single(second.Messages);
        Assert.Empty(third.Messages);
    }

    [Fact]
    public async Task Many_clients_at_once_lose_nothing()
    {
        const int Clients = 32;
        const int Mails = 8;
        using SmtpTestServerEngine server = Servers.Start(SmtpTls.StartTls);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async number =>
        {
            using SmtpClient client = await Servers.ConnectAsync(
                server, number % 2 == 0 ? SecureSocketOptions.StartTls : SecureSocketOptions.None);
            for (int i = 0; i < Mails; i++)
            {
                await client.SendAsync(Servers.Mail($"{number}/{i}"), TestContext.Current.CancellationToken);
            }

            await client.DisconnectAsync(true, TestContext.Current.CancellationToken);
        }));

        IReadOnlyList<SmtpTestMessage> messages = server.Messages;
        Assert.Equal(Clients * Mails, messages.Select(m => m.QueueId).Distinct().Count());
        for (int number = 0; number < Clients; number++)
        {
            for (int i = 0; i < Mails; i++)
            {
                Assert.Single(messages, m => m.GetText().Contains($"Subject: {number}/{i}\r\n", StringComparison.Ordinal));
            }
        }
    }
}
