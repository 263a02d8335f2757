using System;
using System.Net;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>The way through a proxy.</summary>
public class ProxyTests
{
    private const int Port = 2525;

    [Fact]
    public async Task SOCKS_5_leads_to_the_server()
    {
        string? asked = null;
        await using var proxy = new ScriptedServer(async peer =>
        {
            asked = await ScriptedProxy.Socks5Async(peer);
            await new GoodServer().PlayAsync(peer);
        });
        using var sender = new Sender(Through("socks5", proxy), Port);
        await sender.SucceedAsync();
        Assert.Contains($" remote=socks5://127.0.0.1:{proxy.Port} ", (await sender.CloseAsync())[1], StringComparison.Ordinal);
        Assert.Equal($"mail.example.com:{Port}", asked);
        await proxy.EndedAsync();
    }

    [Fact]
    public async Task SOCKS_5_takes_a_login()
    {
        await using var proxy = new ScriptedServer(async peer =>
        {
            await ScriptedProxy.Socks5Async(peer, login: "joe:proxy-secret");
            await new GoodServer().PlayAsync(peer);
        });
        using var sender = new Sender(Through("socks5", proxy, new NetworkCredential("joe", "proxy-secret")), Port);
        await sender.SucceedAsync();
        Assert.DoesNotContain(await sender.CloseAsync(), line => line.Contains("proxy-secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HTTP_CONNECT_leads_to_the_server(bool isSecure)
    {
        string asked = string.Empty;
        await using var proxy = new ScriptedServer(async peer =>
        {
            asked = await ScriptedProxy.HttpAsync(peer);
            await new GoodServer { ImplicitTls = isSecure }.PlayAsync(peer);
        });
        using var sender = new Sender(Through("http", proxy, new NetworkCredential("joe", "proxy-secret"), isSecure), Port);
        await sender.SucceedAsync();
        await sender.CloseAsync();
        Assert.StartsWith($"CONNECT mail.example.com:{Port} HTTP/1.1", asked, StringComparison.Ordinal);
        Assert.Contains("Proxy-Authorization: Basic am9lOnByb3h5LXNlY3JldA==", asked, StringComparison.Ordinal);
        await proxy.EndedAsync();
    }

    [Fact]
    public async Task A_proxy_that_wants_a_login_is_ProxyFailed()
    {
        await using var proxy = new ScriptedServer(peer => ScriptedProxy.HttpAsync(peer, "407 Proxy Authentication Required"));
        using var sender = new Sender(Through("http", proxy), Port);
        var result = await sender.FailAsync(SmtpErrorKind.ProxyFailed, SmtpStage.Connect);
        Assert.Contains("The proxy wants a login", result.Diagnosis!.Cause, StringComparison.Ordinal);
        await proxy.EndedAsync();
        Assert.Equal(3, (await sender.CloseAsync()).Length);
    }

    [Fact]
    public async Task A_proxy_that_forbids_it_is_ProxyFailed()
    {
        await using var proxy = new ScriptedServer(peer => ScriptedProxy.HttpAsync(peer, "403 Forbidden"));
        using var sender = new Sender(Through("http", proxy), Port);
        var result = await sender.FailAsync(SmtpErrorKind.ProxyFailed, SmtpStage.Connect);
        Assert.Contains("does not allow", result.Diagnosis!.Cause, StringComparison.Ordinal);
        await proxy.EndedAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_SOCKS_5_refusal_is_ProxyFailed(byte reply)
    {
        await using var proxy = new ScriptedServer(peer => ScriptedProxy.Socks5Async(peer, reply));
        using var sender = new Sender(Through("socks5", proxy), Port);
        await sender.FailAsync(SmtpErrorKind.ProxyFailed, SmtpStage.Connect);
        await proxy.EndedAsync();
    }

    [Fact]
    public async Task A_wrong_login_at_the_proxy_is_ProxyFailed_and_stays_secret()
    {
        await using var proxy = new ScriptedServer(peer => ScriptedProxy.Socks5Async(peer, login: "joe:right"));
        using var sender = new Sender(Through("socks5", proxy, new NetworkCredential("joe", "proxy-secret")), Port);
        var result = await sender.FailAsync(SmtpErrorKind.ProxyFailed, SmtpStage.Connect);
        Assert.DoesNotContain("proxy-secret", result.StatusText, StringComparison.Ordinal);
        await proxy.EndedAsync();
    }

    [Theory]
    [InlineData("socks5")]
    [InlineData("socks4a")]
    [InlineData("http")]
    public async Task A_proxy_that_is_not_there_or_talks_nonsense_is_ProxyFailed(string scheme)
    {
        using (var sender = new Sender(Through(scheme, ScriptedServer.ClosedPort()), Port))
        {
            await sender.FailAsync(SmtpErrorKind.ProxyFailed, SmtpStage.Connect);
        }

        await using var proxy = new ScriptedServer(async peer =>
        {
            await peer.ReadBytesAsync(1);
            await peer.SendAsync("nonsense, and a lot of it, without any sense\r\n\r\n");
            peer.Close();
        });
        using var other = new Sender(Through(scheme, proxy.Port), Port);
        await other.FailAsync(SmtpErrorKind.ProxyFailed, SmtpStage.Connect);
        await proxy.EndedAsync();
    }

    [Theory]
    [InlineData("http", SmtpErrorKind.ProxyFailed)]
    [InlineData("socks4a", SmtpErrorKind.ConnectionTimeout)] // MailKit's client for SOCKS does not notice the end.
    [InlineData("socks5", SmtpErrorKind.ConnectionTimeout)]
    public async Task A_proxy_that_goes_without_a_word_ends_the_attempt(string scheme, SmtpErrorKind kind)
    {
        await using var proxy = new ScriptedServer(async peer =>
        {
            await peer.ReadBytesAsync(1);
            peer.Close();
        });
        using var sender = new Sender(Through(scheme, proxy.Port, connectionTimeout: TimeSpan.FromSeconds(kind == SmtpErrorKind.ProxyFailed ? 60 : 2)), Port);
        await sender.FailAsync(kind, SmtpStage.Connect);
        await proxy.EndedAsync();
    }

    [Theory]
    [InlineData("socks5")]
    [InlineData("http")]
    public async Task A_silent_proxy_is_ConnectionTimeout(string scheme)
    {
        await using var proxy = new ScriptedServer(peer => peer.ClientGoneAsync());
        using var sender = new Sender(Through(scheme, proxy.Port, connectionTimeout: TimeSpan.FromSeconds(1)), Port);
        await sender.FailAsync(SmtpErrorKind.ConnectionTimeout, SmtpStage.Connect);
        await proxy.EndedAsync();
    }

    [Fact]
    public async Task A_kept_connection_through_a_proxy_is_asked_for_too()
    {
        await using var proxy = new ScriptedServer(
            async peer =>
            {
                await ScriptedProxy.Socks5Async(peer);
                await new GoodServer().UpToAsync(peer, Point.Quit);
                peer.Close();
            },
            async peer =>
            {
                await ScriptedProxy.Socks5Async(peer);
                await new GoodServer().PlayAsync(peer);
            });
        using var sender = new Sender(Through("socks5", proxy.Port, idlePause: TimeSpan.Zero), Port);
        await sender.SucceedAsync();
        await (await proxy.PeerAsync()).Closing.WithinBound();
        await sender.SucceedAsync();
        Assert.DoesNotContain(await sender.CloseAsync(), line => line.Contains("### SMTP Error.", StringComparison.Ordinal));
    }

    private static Setup Through(string scheme, ScriptedServer proxy, NetworkCredential? login = null, bool isSecure = false) =>
        Through(scheme, proxy.Port, login, isSecure);

    private static Setup Through(
        string scheme,
        int port,
        NetworkCredential? login = null,
        bool isSecure = false,
        TimeSpan? connectionTimeout = null,
        TimeSpan? idlePause = null) => new()
    {
        IdlePause = idlePause ?? TimeSpan.FromHours(1),
        Host = "mail.example.com",
        Tls = isSecure ? SmtpTls.Implicit : SmtpTls.None,
        Pins = [TestCertificates.Sha256(TestCertificates.Valid)],
        Proxy = new Uri($"{scheme}://127.0.0.1:{port}"),
        ProxyCredential = login,
        ConnectionTimeout = connectionTimeout ?? Bound.Time,
    };
}
