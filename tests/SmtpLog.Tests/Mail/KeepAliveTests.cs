using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>One connection for many messages, and what becomes of it while nobody looks.</summary>
public class KeepAliveTests
{
    [Fact]
    public async Task Many_messages_share_one_connection()
    {
        await using var server = new ScriptedServer(new GoodServer().PlayAsync);
        using var sender = new Sender(new Setup(), server.Port);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal("4ABC123", (await sender.SucceedAsync()).QueueId);
        }

        string[] log = await sender.CloseAsync();
        Assert.Contains(" ### SMTP Connection closed. messages=20 ", log[^1], StringComparison.Ordinal);
        var peer = await server.EndedAsync();
        Assert.DoesNotContain("NOOP", peer.Lines);
        Assert.Equal("QUIT", peer.Lines[^1]);
    }

    [Fact]
    public async Task Without_keep_alive_each_message_has_its_own()
    {
        await using var server = ScriptedServer.Repeat(3, new GoodServer().PlayAsync);
        using var sender = new Sender(new Setup { KeepAlive = false }, server.Port);
        for (int i = 0; i < 3; i++)
        {
            var result = await sender.SucceedAsync();
            Assert.Equal("QUIT", (await server.EndedAsync(i)).Lines[^1]);
            Assert.Contains("### SMTP Connection closed. messages=1 ", result.Transcript[^1].ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_an_idle_pause_NOOP_asks_first()
    {
        await using var server = new ScriptedServer(new GoodServer().PlayAsync);
        using var sender = new Sender(new Setup { IdlePause = TimeSpan.Zero }, server.Port);
        await sender.SucceedAsync();
        await sender.SucceedAsync();
        await sender.CloseAsync();
        Assert.Single((await server.EndedAsync()).Lines, "NOOP");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("421 4.4.2 idle for too long\r\n")]
    public async Task A_server_that_has_gone_while_idle_costs_nothing_but_a_new_connection(string? farewell)
    {
        var idle = new TaskCompletionSource();
        await using var server = new ScriptedServer(
            async peer =>
            {
                await new GoodServer().UpToAsync(peer, Point.Quit);
                await idle.Task;
                await peer.SendAsync(farewell ?? string.Empty);
                peer.Close();
            },
            new GoodServer().PlayAsync);
        using var sender = new Sender(new Setup { IdlePause = TimeSpan.Zero }, server.Port);
        var first = await sender.SucceedAsync();
        idle.SetResult();
        await (await server.PeerAsync()).Closing.WithinBound();
        var second = await sender.SucceedAsync();
        Assert.NotEqual(first.SessionId, second.SessionId);
        string[] log = await sender.CloseAsync();
        Assert.DoesNotContain(log, line => line.Contains("### SMTP Error.", StringComparison.Ordinal));
        Assert.Equal(farewell is not null, log.Any(line => line.Contains("421 4.4.2", StringComparison.Ordinal)));
        await server.EndedAsync(1);
    }

    [Theory]
    [InlineData("421 4.4.2 bye\r\n")]
    [InlineData("")]
    public async Task A_server_that_goes_at_NOOP_costs_nothing_but_a_new_connection(string farewell)
    {
        await using var server = new ScriptedServer(
            async peer =>
            {
                await new GoodServer().UpToAsync(peer, Point.Quit);
                await peer.AnswerAsync("NOOP", farewell);
                peer.Close();
            },
            new GoodServer().PlayAsync);
        using var sender = new Sender(new Setup { IdlePause = TimeSpan.Zero }, server.Port);
        await sender.SucceedAsync();
        await sender.SucceedAsync();
        Assert.DoesNotContain(await sender.CloseAsync(), line => line.Contains("### SMTP Error.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(false, "421 4.4.2 bye\r\n")]
    [InlineData(true, "421 4.4.2 bye\r\n")]
    public async Task A_server_that_goes_at_MAIL_on_a_kept_connection_gets_it_once_more(bool isPipelining, string farewell)
    {
        var good = new GoodServer { Extensions = isPipelining ? ["PIPELINING"] : [] };
        await using var server = new ScriptedServer(
            async peer =>
            {
                await good.UpToAsync(peer, Point.Quit);
                await peer.AnswerAsync("MAIL FROM:", farewell);
                peer.Close();
            },
            good.PlayAsync);
        using var sender = new Sender(new Setup(), server.Port);
        await sender.SucceedAsync();
        var result = await sender.SucceedAsync();
        Assert.True(Assert.Single(result.Recipients).Accepted);
        Assert.Equal(2, server.Count);

        // The log says of the first connection why it ended, though the message went out.
        string error = Assert.Single(await sender.CloseAsync(), line => line.Contains("### SMTP Error.", StringComparison.Ordinal));
        Assert.Contains(" stage=Mail ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_more_is_once()
    {
        await using var server = new ScriptedServer(
            async peer =>
            {
                await new GoodServer().UpToAsync(peer, Point.Quit);
                await peer.ExpectAsync("MAIL FROM:");
                peer.Close();
            },
            async peer =>
            {
                await new GoodServer().UpToAsync(peer, Point.Mail);
                peer.Close();
            });
        using var sender = new Sender(new Setup(), server.Port);
        await sender.SucceedAsync();
        await sender.FailAsync(SmtpErrorKind.ConnectionLost, SmtpStage.Mail);
        Assert.Equal(2, server.Count);
    }

    [Theory]
    [InlineData(Point.Recipient)]
    [InlineData(Point.Dot)]
    public async Task What_the_server_may_have_taken_is_not_sent_again(Point point)
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await new GoodServer().UpToAsync(peer, Point.Quit);
            await peer.ExpectAsync("MAIL FROM:");
            await GoodServer.FromMailAsync(peer, point);
            peer.Close();
        });
        using var sender = new Sender(new Setup(), server.Port);
        await sender.SucceedAsync();
        await sender.FailAsync(SmtpErrorKind.ConnectionLost, point == Point.Dot ? SmtpStage.Data : SmtpStage.Recipient);
    }

    [Theory]
    [InlineData(Point.Mail, "550 5.1.7 no", SmtpErrorKind.SenderRejected)]
    [InlineData(Point.Recipient, "550 5.1.1 no", SmtpErrorKind.RecipientRejected)]
    [InlineData(Point.Dot, "554 5.7.1 no", SmtpErrorKind.MessageRejected)]
    public async Task After_a_refusal_the_connection_is_kept(Point point, string reply, SmtpErrorKind kind)
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await new GoodServer().UpToAsync(peer, point);
            await peer.SendAsync(reply + "\r\n");
            await GoodServer.NextAsync(peer);
            await GoodServer.FromMailAsync(peer, Point.Quit);
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(new Setup(), server.Port);
        var stage = point == Point.Mail ? SmtpStage.Mail : point == Point.Recipient ? SmtpStage.Recipient : SmtpStage.Data;
        var refused = await sender.FailAsync(kind, stage, int.Parse(reply.AsSpan(0, 3), null));
        var sent = await sender.SucceedAsync();
        Assert.Equal(refused.SessionId, sent.SessionId);
        Assert.Contains(" messages=1 ", (await sender.CloseAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_421_the_next_message_has_a_new_connection()
    {
        await using var server = new ScriptedServer(
            async peer =>
            {
                await new GoodServer().UpToAsync(peer, Point.Recipient);
                await peer.SendAsync("421 4.7.0 too many\r\n");
                await GoodServer.NextAsync(peer);
            },
            new GoodServer().PlayAsync);
        using var sender = new Sender(new Setup(), server.Port);
        await sender.FailAsync(SmtpErrorKind.ServiceUnavailable, SmtpStage.Recipient, 421);
        await server.EndedAsync();
        await sender.SucceedAsync();
        await sender.CloseAsync();
    }

    [Fact]
    public async Task The_end_does_not_wait_for_ever_for_a_silent_server()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await new GoodServer().UpToAsync(peer, Point.Quit);
            await peer.ExpectAsync("QUIT");
            await peer.ClientGoneAsync();
        });
        using var sender = new Sender(new Setup(), server.Port);
        await sender.SucceedAsync();
        Assert.EndsWith("C > \"QUIT\"", (await sender.CloseAsync())[^2], StringComparison.Ordinal);
        await server.EndedAsync();
    }
}
