using System;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>Ctrl+C while the server says nothing, or no more.</summary>
public sealed class StopTests : EngineTest
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public Task Stopping_before_the_greeting_ends_at_once() => StopWhile(SmtpStage.Connect, (_, _) => Task.CompletedTask);

    [Fact]
    public Task Stopping_in_the_middle_of_a_reply_ends_at_once() => StopWhile(SmtpStage.Hello, async (stream, buffer) =>
    {
        await stream.WriteAsync("220 silent ESMTP\r\n"u8.ToArray(), Cancelled);
        string hello = Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, Cancelled));
        Assert.StartsWith("EHLO", hello);
        await stream.WriteAsync("250-silent\r\n"u8.ToArray(), Cancelled);
    });

    private async Task StopWhile(SmtpStage stage, Func<NetworkStream, byte[], Task> talk)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Run($"$global:t = New-SmtpTransporter 127.0.0.1 -Port {port} -Tls None -LogPath $log");
        using var shell = Session.Create("$t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com");

        var sending = shell.BeginInvoke();
        using var client = await listener.AcceptTcpClientAsync(Cancelled);
        byte[] buffer = new byte[1024];
        await talk(client.GetStream(), buffer);
        await shell.StopAsync(null, null);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(sending));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Equal(0, await ReadToEnd(client.GetStream(), buffer));
        Assert.StartsWith("SMTP Connecting", LogEvents()[0]);
        Assert.Equal($"SMTP Error. kind=Cancelled stage={stage}", LogEvents()[^2][..$"SMTP Error. kind=Cancelled stage={stage}".Length]);
        Assert.StartsWith("SMTP Connection closed. messages=0", LogEvents()[^1]);

        // The transporter is as good as new.
        Run("$t.Dispose()").All<object>();
    }

    /// <summary>Reads what the client has still sent, until it is gone.</summary>
    private static async Task<int> ReadToEnd(NetworkStream stream, byte[] buffer)
    {
        int read;
        do
        {
            read = await stream.ReadAsync(buffer, Cancelled);
        }
        while (read > 0);

        return read;
    }
}
