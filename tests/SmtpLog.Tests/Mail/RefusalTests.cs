using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>Replies that refuse, at every command.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData(Point.Greeting, "421 4.3.2 later", SmtpErrorKind.ServiceUnavailable, SmtpStage.Connect, "4.3.2")]
    [InlineData(Point.Greeting, "554 5.7.1 not you", SmtpErrorKind.ServiceUnavailable, SmtpStage.Connect, "5.7.1")]
    [InlineData(Point.Greeting, "250 what", SmtpErrorKind.ProtocolError, SmtpStage.Connect, null)]
    [InlineData(Point.Hello, "421 4.3.2 later", SmtpErrorKind.ServiceUnavailable, SmtpStage.Hello, "4.3.2")]
    [InlineData(Point.Hello, "550 5.7.1 bad name", SmtpErrorKind.ServiceUnavailable, SmtpStage.Hello, "5.7.1")]
    [InlineData(Point.Mail, "421 4.7.0 too many", SmtpErrorKind.ServiceUnavailable, SmtpStage.Mail, "4.7.0")]
    [InlineData(Point.Mail, "530 5.7.0 log in", SmtpErrorKind.AuthenticationRequired, SmtpStage.Mail, "5.7.0")]
    [InlineData(Point.Mail, "550 5.1.7 bad sender", SmtpErrorKind.SenderRejected, SmtpStage.Mail, "5.1.7")]
    [InlineData(Point.Mail, "451 4.7.1 not yet", SmtpErrorKind.SenderRejected, SmtpStage.Mail, "4.7.1")]
    [InlineData(Point.Mail, "552 5.3.4 too big", SmtpErrorKind.MessageTooLarge, SmtpStage.Mail, "5.3.4")]
    [InlineData(Point.Mail, "552 too big", SmtpErrorKind.MessageTooLarge, SmtpStage.Mail, null)]
    [InlineData(Point.Mail, "354 go", SmtpErrorKind.ProtocolError, SmtpStage.Mail, null)]
    [InlineData(Point.Mail, "503 5.5.1 sequence", SmtpErrorKind.ProtocolError, SmtpStage.Mail, "5.5.1")]
    [InlineData(Point.Recipient, "421 4.7.0 too many", SmtpErrorKind.ServiceUnavailable, SmtpStage.Recipient, "4.7.0")]
    [InlineData(Point.Recipient, "530 log in", SmtpErrorKind.AuthenticationRequired, SmtpStage.Recipient, null)]
    [InlineData(Point.Recipient, "550 5.1.1 unknown", SmtpErrorKind.RecipientRejected, SmtpStage.Recipient, "5.1.1")]
    [InlineData(Point.Recipient, "450 4.7.1 greylisted", SmtpErrorKind.RecipientRejected, SmtpStage.Recipient, "4.7.1")]
    [InlineData(Point.Recipient, "552 5.2.2 full", SmtpErrorKind.RecipientRejected, SmtpStage.Recipient, "5.2.2")]
    [InlineData(Point.Recipient, "354 go", SmtpErrorKind.ProtocolError, SmtpStage.Recipient, null)]
    [InlineData(Point.Data, "421 4.3.2 later", SmtpErrorKind.ServiceUnavailable, SmtpStage.Data, "4.3.2")]
    [InlineData(Point.Data, "530 5.7.0 log in", SmtpErrorKind.AuthenticationRequired, SmtpStage.Data, "5.7.0")]
    [InlineData(Point.Data, "554 5.5.1 no", SmtpErrorKind.MessageRejected, SmtpStage.Data, "5.5.1")]
    [InlineData(Point.Data, "250 ok", SmtpErrorKind.ProtocolError, SmtpStage.Data, null)]
    [InlineData(Point.Dot, "421 4.3.2 later", SmtpErrorKind.ServiceUnavailable, SmtpStage.Data, "4.3.2")]
    [InlineData(Point.Dot, "530 5.7.57 log in", SmtpErrorKind.AuthenticationRequired, SmtpStage.Data, "5.7.57")]
    [InlineData(Point.Dot, "554 5.7.1 spam", SmtpErrorKind.MessageRejected, SmtpStage.Data, "5.7.1")]
    [InlineData(Point.Dot, "451 4.3.0 later", SmtpErrorKind.MessageRejected, SmtpStage.Data, "4.3.0")]
    [InlineData(Point.Dot, "554 5.3.4 too big", SmtpErrorKind.MessageTooLarge, SmtpStage.Data, "5.3.4")]
    [InlineData(Point.Dot, "552 too big", SmtpErrorKind.MessageTooLarge, SmtpStage.Data, null)]
    [InlineData(Point.Dot, "354 more", SmtpErrorKind.ProtocolError, SmtpStage.Data, null)]
    public async Task A_reply_decides(Point point, string reply, SmtpErrorKind kind, SmtpStage stage, string? enhanced)
    {
        // Once with a server that goes on, once with one that hangs up at once.
        foreach (bool isClosing in new[] { false, true })
        {
            await using var server = new ScriptedServer(async peer =>
            {
                await new GoodServer().UpToAsync(peer, point);
                await peer.SendAsync(reply + "\r\n");
                if (isClosing)
                {
                    peer.Close();
                }
                else if (point == Point.Hello)
                {
                    await peer.AnswerAsync("HELO", reply + "\r\n");
                }
                else
                {
                    await GoodServer.NextAsync(peer);
                }
            });
            using var sender = new Sender(new Setup(), server.Port);
            var result = await sender.FailAsync(kind, stage, int.Parse(reply.AsSpan(0, 3), null));
            Assert.Equal(enhanced, result.EnhancedCode);
            Assert.Contains(reply[(reply.LastIndexOf('.') < 0 ? 4 : 10)..], result.StatusText, StringComparison.Ordinal);
            await sender.CloseAsync();
            await server.EndedAsync();
        }
    }

    [Fact]
    public async Task All_lines_of_a_reply_are_kept()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await new GoodServer().UpToAsync(peer, Point.Dot);
            await peer.SendAsync("554-5.7.1 first\r\n55", "4-5.7.1 sec", "ond\r", "\n554 5.7.1 third\r\n");
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(new Setup(), server.Port);
        var result = await sender.FailAsync(SmtpErrorKind.MessageRejected, SmtpStage.Data, 554);
        Assert.Equal("first\nsecond\nthird", result.Failure!.Reply);
        Assert.EndsWith(": 554 5.7.1 first second third.", result.StatusText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(false, false, 1)]
    [InlineData(false, false, 2)]
    [InlineData(false, true, 0)]
    [InlineData(false, true, 1)]
    [InlineData(false, true, 2)]
    [InlineData(true, false, 0)]
    [InlineData(true, false, 1)]
    [InlineData(true, false, 2)]
    [InlineData(true, true, 0)]
    [InlineData(true, true, 1)]
    [InlineData(true, true, 2)]
    public async Task One_recipient_of_three_is_refused(bool isPipelining, bool isPartial, int refused)
    {
        string[] to = ["a@example.com", "b@example.com", "c@example.com"];
        await using var server = new ScriptedServer(peer => PlayAsync(peer, isPipelining, line => line.Contains(to[refused], StringComparison.Ordinal)));
        using var sender = new Sender(new Setup(), server.Port);
        var message = new Contracts.SmtpMessageOptions { From = "ops@example.com", To = to, TextBody = "done", AllowPartialDelivery = isPartial };
        var result = isPartial
            ? await sender.SucceedAsync(message)
            : await sender.FailAsync(SmtpErrorKind.RecipientRejected, SmtpStage.Recipient, 550, message);
        Assert.Equal(to, result.Recipients.Select(recipient => recipient.Address));
        for (int i = 0; i < to.Length; i++)
        {
            bool isAsked = isPartial || isPipelining || i <= refused;
            Assert.Equal(isAsked && i != refused, result.Recipients[i].Accepted);
            Assert.Equal(isAsked ? i == refused ? 550 : 250 : null, result.Recipients[i].Code);
            Assert.Equal(isAsked ? i == refused ? "5.1.1" : "2.1.5" : null, result.Recipients[i].EnhancedCode);
            Assert.Equal(isAsked ? i == refused ? "unknown" : "ok" : null, result.Recipients[i].Reply);
        }

        await sender.CloseAsync();
        var peer = await server.EndedAsync();
        Assert.Equal(isPartial, peer.Lines.Contains("DATA"));
        Assert.Equal(!isPartial, peer.Lines.Contains("RSET"));
        Assert.Equal("QUIT", peer.Lines[^1]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Where_all_are_refused_nothing_is_sent(bool isPipelining, bool isPartial)
    {
        string[] to = ["a@example.com", "b@example.com"];
        await using var server = new ScriptedServer(peer => PlayAsync(peer, isPipelining, _ => true));
        using var sender = new Sender(new Setup(), server.Port);
        var message = new Contracts.SmtpMessageOptions { From = "ops@example.com", To = to, TextBody = "done", AllowPartialDelivery = isPartial };
        var result = await sender.FailAsync(SmtpErrorKind.RecipientRejected, SmtpStage.Recipient, 550, message);
        Assert.All(result.Recipients, recipient => Assert.False(recipient.Accepted));
        Assert.Equal(isPartial || isPipelining ? 550 : null, result.Recipients[1].Code);
        await sender.CloseAsync();
        Assert.DoesNotContain("DATA", (await server.EndedAsync()).Lines);
    }

    [Fact]
    public async Task With_pipelining_a_refused_sender_decides_and_not_the_recipients_behind_it()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await new GoodServer { Extensions = ["PIPELINING"] }.UpToAsync(peer, Point.Mail);
            await peer.SendAsync("550 5.1.7 bad sender\r\n");
            await peer.AnswerAsync("RCPT", "503 5.5.1 MAIL first\r\n");
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(new Setup(), server.Port);
        var result = await sender.FailAsync(SmtpErrorKind.SenderRejected, SmtpStage.Mail, 550);
        Assert.Equal(503, Assert.Single(result.Recipients).Code);
    }

    private static async Task PlayAsync(ScriptedPeer peer, bool isPipelining, Func<string, bool> isRefused)
    {
        await new GoodServer { Extensions = isPipelining ? ["PIPELINING"] : [] }.UpToAsync(peer, Point.Mail);
        await peer.SendAsync("250 2.1.0 ok\r\n");
        while (await peer.ReadAsync() is { } line)
        {
            string reply = line switch
            {
                "DATA" => "354 go",
                "." or "RSET" => "250 2.0.0 ok",
                "QUIT" => "221 bye",
                _ when line.StartsWith("RCPT", StringComparison.Ordinal) => isRefused(line) ? "550 5.1.1 unknown" : "250 2.1.5 ok",
                _ => string.Empty,
            };
            await peer.SendAsync(reply.Length == 0 ? reply : reply + "\r\n");
        }
    }
}
