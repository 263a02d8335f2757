using System;
using System.Linq;
using System.Net.Mail;
using System.Threading.Tasks;
using SmtpLog.Contracts;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>What a message needs of the server.</summary>
public class CapabilityTests
{
    private static readonly SmtpMessageOptions s_international = new() { From = "ops@example.com", To = ["jürgen@example.com"], TextBody = "ä" };

    private static readonly SmtpMessageOptions s_notified = new()
    {
        From = "ops@example.com",
        To = ["bob@example.com"],
        TextBody = "done",
        DeliveryNotification = DeliveryNotificationOptions.OnSuccess | DeliveryNotificationOptions.Delay,
    };

    [Theory]
    [InlineData("8BITMIME", "SMTPUTF8")]
    [InlineData("SMTPUTF8", "8BITMIME")]
    public async Task An_address_beyond_ASCII_needs_its_extensions(string offered, string missing)
    {
        var result = await FailAsync(s_international, offered);
        Assert.Contains($"does not offer {missing}", result.StatusText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_notification_needs_DSN()
    {
        var result = await FailAsync(s_notified, "8BITMIME");
        Assert.Contains("does not offer DSN", result.StatusText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_they_are_offered_they_are_used()
    {
        await using var server = new ScriptedServer(new GoodServer { Extensions = ["SMTPUTF8", "8BITMIME", "DSN"] }.PlayAsync);
        using var sender = new Sender(new Setup(), server.Port);
        await sender.SucceedAsync(s_international);
        await sender.SucceedAsync(s_notified);
        await sender.CloseAsync();
        var lines = (await server.EndedAsync()).Lines;
        Assert.Contains(lines, line => line.StartsWith("MAIL FROM:<ops@example.com>", StringComparison.Ordinal) && line.Contains("SMTPUTF8", StringComparison.Ordinal));
        Assert.Contains("RCPT TO:<jürgen@example.com>", lines);
        Assert.Contains(lines, line => line.Contains("RCPT TO:<bob@example.com> NOTIFY=SUCCESS,DELAY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_domain_beyond_ASCII_needs_none()
    {
        await using var server = new ScriptedServer(new GoodServer().PlayAsync);
        using var sender = new Sender(new Setup(), server.Port);
        await sender.SucceedAsync(Sender.Message("bob@bücher.example"));
        await sender.CloseAsync();
        Assert.Contains("RCPT TO:<bob@xn--bcher-kva.example>", (await server.EndedAsync()).Lines);
    }

    [Fact]
    public async Task Only_a_message_that_needs_SMTPUTF8_asks_for_it_in_any_order()
    {
        await using var server = ScriptedServer.Repeat(2, new GoodServer { Extensions = ["SMTPUTF8", "8BITMIME"] }.PlayAsync);
        using var sender = new Sender(new Setup(), server.Port);
        var inDomain = Sender.Message("bob@bücher.example");
        foreach (var message in new[] { Sender.Message(), s_international, inDomain, Sender.Message(), s_international })
        {
            await sender.SucceedAsync(message);
        }

        await sender.CloseAsync();
        var first = (await server.EndedAsync()).Lines.Where(line => line.StartsWith("MAIL", StringComparison.Ordinal));
        var second = (await server.EndedAsync(1)).Lines.Where(line => line.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Equal([false, true, false, false], first.Select(line => line.Contains("SMTPUTF8", StringComparison.Ordinal)));
        Assert.Equal([true], second.Select(line => line.Contains("SMTPUTF8", StringComparison.Ordinal)));
    }

    private static async Task<SmtpSendResult> FailAsync(SmtpMessageOptions message, string offered)
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await new GoodServer { Extensions = [offered] }.UpToAsync(peer, Point.Mail);
            await GoodServer.FromMailAsync(peer, Point.Quit);
            await GoodServer.NextAsync(peer);
        });
        using var sender = new Sender(new Setup(), server.Port);
        var result = await sender.FailAsync(SmtpErrorKind.CapabilityNotOffered, SmtpStage.Mail, message: message);
        Assert.All(result.Recipients, recipient => Assert.Null(recipient.Code));

        // Nothing was said yet: the connection serves the next message.
        Assert.Equal(result.SessionId, (await sender.SucceedAsync()).SessionId);
        await sender.CloseAsync();
        Assert.Single((await server.EndedAsync()).Lines, line => line.StartsWith("MAIL", StringComparison.Ordinal));
        return result;
    }
}
