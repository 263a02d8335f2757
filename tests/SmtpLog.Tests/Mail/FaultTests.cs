using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>What a connection can suffer at every point of the conversation.</summary>
public class FaultTests
{
    [Theory]
    [MemberData(nameof(Place.All), MemberType = typeof(Place))]
    public Task A_close_is_ConnectionLost(Place place) => StrikeAsync(place, SmtpErrorKind.ConnectionLost, async peer =>
    {
        peer.Close();
        await peer.ClientGoneAsync();
    });

    [Theory]
    [MemberData(nameof(Place.All), MemberType = typeof(Place))]
    public Task A_reset_is_ConnectionLost(Place place) => StrikeAsync(place, SmtpErrorKind.ConnectionLost, async peer =>
    {
        if (place.Point == Point.Handshake)
        {
            await peer.ReadBytesAsync(1);
        }

        peer.Reset();
    });

    [Theory]
    [MemberData(nameof(Place.OfReplies), MemberType = typeof(Place))]
    public Task Half_a_line_and_a_close_is_ConnectionLost(Place place) => StrikeAsync(place, SmtpErrorKind.ConnectionLost, async peer =>
    {
        await peer.SendAsync("25");
        peer.Close();
    });

    [Theory]
    [MemberData(nameof(Place.OfReplies), MemberType = typeof(Place))]
    public Task Garbage_is_ProtocolError(Place place) =>
        StrikeAsync(place, SmtpErrorKind.ProtocolError, peer => peer.SendAsync("\u0001\u001b[31mhello\r\n"));

    [Theory]
    [MemberData(nameof(Place.OfReplies), MemberType = typeof(Place))]
    public Task A_line_without_end_is_ProtocolError(Place place) =>
        StrikeAsync(place, SmtpErrorKind.ProtocolError, peer => peer.SendForeverAsync("250 " + new string('x', 100_000)));

    [Theory]
    [MemberData(nameof(Place.OfReplies), MemberType = typeof(Place))]
    public Task A_reply_without_end_is_ProtocolError(Place place) =>
        StrikeAsync(place, SmtpErrorKind.ProtocolError, peer => peer.SendForeverAsync("250-more\r\n250-and more\r\n"));

    [Theory]
    [MemberData(nameof(Place.Certain), MemberType = typeof(Place))]
    public async Task The_user_can_stop_it_anywhere(Place place)
    {
        using var stop = new CancellationTokenSource();
        await StrikeAsync(
            place,
            SmtpErrorKind.Cancelled,
            async peer =>
            {
                await stop.CancelAsync();
                await peer.ClientGoneAsync();
            },
            stop: stop);
    }

    [Fact]
    public Task Silence_ends_with_the_time_out_of_its_stage() => Task.WhenAll(Place.Every().Select(KeepSilentAsync));

    private static Task KeepSilentAsync(Place place)
    {
        // Long enough for a busy machine to get to the point.
        var patience = TimeSpan.FromSeconds(3);
        bool isConnecting = place.Stage <= SmtpStage.Auth;
        return StrikeAsync(
            place,
            isConnecting ? SmtpErrorKind.ConnectionTimeout : SmtpErrorKind.SendTimeout,
            peer => peer.ClientGoneAsync(),
            isConnecting ? patience : Bound.Time,
            isConnecting ? Bound.Time : patience);
    }

    [Fact]
    public Task A_server_that_stops_reading_ends_with_SendTimeout() => StopReadingAsync(SmtpErrorKind.SendTimeout, TimeSpan.FromSeconds(2), null);

    [Fact]
    public async Task A_server_that_stops_reading_does_not_keep_the_user_from_stopping()
    {
        using var stop = new CancellationTokenSource();
        await StopReadingAsync(SmtpErrorKind.Cancelled, Bound.Time, stop);
    }

    [Fact]
    public async Task A_name_without_an_address_is_HostNotFound()
    {
        foreach (string host in new[] { "smtp.example.invalid", new string('a', 300), "a..invalid" })
        {
            using var sender = new Sender(new Setup { Host = host }, 25);
            await sender.FailAsync(SmtpErrorKind.HostNotFound, SmtpStage.Connect);
            await sender.CloseAsync();
        }
    }

    [Theory]
    [InlineData(SmtpTls.None)]
    [InlineData(SmtpTls.Implicit)]
    public async Task A_closed_port_is_ConnectionRefused(SmtpTls tls)
    {
        using var sender = new Sender(new Setup { Tls = tls }, ScriptedServer.ClosedPort());
        var result = await sender.FailAsync(SmtpErrorKind.ConnectionRefused, SmtpStage.Connect);
        Assert.True(result.IsTransient);
        Assert.Equal(3, (await sender.CloseAsync()).Length);
    }

    private static async Task StopReadingAsync(SmtpErrorKind kind, TimeSpan sendTimeout, CancellationTokenSource? stop)
    {
        var gone = new TaskCompletionSource();
        await using var server = new ScriptedServer(async peer =>
        {
            await new GoodServer().UpToAsync(peer, Point.Content);
            await (stop?.CancelAsync() ?? Task.CompletedTask);
            await gone.Task;
        });
        using var sender = new Sender(new Setup { SendTimeout = sendTimeout }, server.Port);
        var message = new Contracts.SmtpMessageOptions
        {
            From = "ops@example.com",
            To = ["bob@example.com"],
            TextBody = string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", 300_000)),
        };
        await sender.FailAsync(kind, SmtpStage.Data, message: message, stop: stop);
        gone.SetResult();
        await server.EndedAsync();
        string[] log = await sender.CloseAsync();
        Assert.Contains(log, line => line.Contains("### SMTP Message content ", StringComparison.Ordinal));
    }

    private static async Task StrikeAsync(
        Place place,
        SmtpErrorKind kind,
        Func<ScriptedPeer, Task> fault,
        TimeSpan? connectionTimeout = null,
        TimeSpan? sendTimeout = null,
        CancellationTokenSource? stop = null)
    {
        var good = place.Server;
        await using var server = new ScriptedServer(async peer =>
        {
            await good.UpToAsync(peer, place.Point);
            await fault(peer);
        });
        using var sender = new Sender(
            new Setup
            {
                Tls = place.Tls,
                Pins = [TestCertificates.Sha256(TestCertificates.Valid)],
                Credential = new NetworkCredential(Setup.User, Setup.Password),
                Mechanism = SmtpAuthenticationMechanism.Plain,
                ConnectionTimeout = connectionTimeout ?? Bound.Time,
                SendTimeout = sendTimeout ?? Bound.Time,
            },
            server.Port);
        var result = await sender.FailAsync(kind, place.Stage, stop: stop);
        Assert.Equal(kind is not (SmtpErrorKind.ProtocolError or SmtpErrorKind.Cancelled), result.IsTransient);

        // The connection is gone from both sides, and with it the session.
        await server.EndedAsync();
        string[] before = sender.Log;
        string[] log = await sender.CloseAsync();
        Assert.Equal(before, log);
        Assert.Equal(place.Tls == SmtpTls.None || place.Stage is SmtpStage.Tls, !log.Any(line => line.Contains("### SMTP TLS established.", StringComparison.Ordinal)));
    }
}
