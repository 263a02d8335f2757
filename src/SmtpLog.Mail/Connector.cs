using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailKit.Net.Proxy;
using MailKit.Security;
using SmtpLog.Contracts;

namespace SmtpLog.Mail;

/// <summary>Opens the way to the server: name, address, TCP, or a proxy.</summary>
internal static class Connector
{
    public static Route Connect(SmtpTransporterOptions options, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        return options.Proxy is null
            ? Direct(options, clock, cancellationToken)
            : ThroughProxy(options, options.Proxy, clock, cancellationToken);
    }

    private static Route Direct(SmtpTransporterOptions options, Stopwatch clock, CancellationToken cancellationToken)
    {
        var addresses = Resolve(options.Host, cancellationToken);
        var resolve = clock.Elapsed;
        for (int i = 0; ; i++)
        {
            try
            {
                var socket = Open(addresses[i], options.Port, cancellationToken);
                return new Route(new NetworkStream(socket, ownsSocket: true), socket, $"{socket.RemoteEndPoint}", $"{socket.LocalEndPoint}", resolve, clock.Elapsed);
            }
            catch (SocketException e) when (i + 1 < addresses.Length && e.SocketErrorCode != SocketError.OperationAborted)
            {
                // The next address may answer.
            }
        }
    }

    private static IPAddress[] Resolve(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            return [literal];
        }

        try
        {
            // Not every platform can stop a look-up; where it cannot, it is left behind.
#if NET
            var lookup = Dns.GetHostAddressesAsync(host, cancellationToken);
#else
            var lookup = Dns.GetHostAddressesAsync(host);
#endif
            lookup.WaitOrThrow(cancellationToken);
            var addresses = lookup.GetAwaiter().GetResult();
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (ArgumentException)
        {
            // Too long, or not a name at all.
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }

    private static Socket Open(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using (cancellationToken.Register(socket.Dispose))
            {
                socket.Connect(new IPEndPoint(address, port));
            }

            cancellationToken.ThrowIfCancellationRequested();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Route ThroughProxy(SmtpTransporterOptions options, Uri proxy, Stopwatch clock, CancellationToken cancellationToken)
    {
        try
        {
            var stream = Client(proxy, options.ProxyCredential).ConnectAsync(options.Host, options.Port, cancellationToken).GetAwaiter().GetResult();
            return new Route(stream, null, $"{proxy.Scheme}://{proxy.Host}:{proxy.Port}", "-", null, clock.Elapsed);
        }
        catch (Exception e) when (e is ProxyProtocolException or SocketException or IOException
            or AuthenticationException or System.Security.Authentication.AuthenticationException)
        {
            throw new MailFailureException(
                SmtpErrorKind.ProxyFailed,
                SmtpStage.Connect,
                $"The proxy {proxy.Host}:{proxy.Port} did not let the connection through: {e.Message.Trim().Split('\r', '\n')[0]}");
        }
    }

    private static ProxyClient Client(Uri proxy, NetworkCredential? credential) => (proxy.Scheme.ToUpperInvariant(), credential) switch
    {
        ("HTTP", null) => new HttpProxyClient(proxy.Host, proxy.Port),
        ("HTTP", _) => new HttpProxyClient(proxy.Host, proxy.Port, credential),
        ("HTTPS", null) => new HttpsProxyClient(proxy.Host, proxy.Port),
        ("HTTPS", _) => new HttpsProxyClient(proxy.Host, proxy.Port, credential),
        ("SOCKS4", null) => new Socks4Client(proxy.Host, proxy.Port),
        ("SOCKS4", _) => new Socks4Client(proxy.Host, proxy.Port, credential),
        ("SOCKS4A", null) => new Socks4aClient(proxy.Host, proxy.Port),
        ("SOCKS4A", _) => new Socks4aClient(proxy.Host, proxy.Port, credential),
        (_, null) => new Socks5Client(proxy.Host, proxy.Port),
        _ => new Socks5Client(proxy.Host, proxy.Port, credential),
    };

    private static void WaitOrThrow(this Task task, CancellationToken cancellationToken)
    {
        try
        {
            task.Wait(cancellationToken);
        }
        catch (AggregateException e) when (e.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e.InnerException).Throw();
        }
    }
}
