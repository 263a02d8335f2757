using System;
using System.IO;
using System.Net.Sockets;

namespace SmtpLog.Mail;

/// <summary>An open way to the server.</summary>
/// <param name="stream">What goes over it.</param>
/// <param name="socket">The socket beneath; null through a proxy.</param>
/// <param name="remote">The other end as the log names it.</param>
/// <param name="local">This end as the log names it.</param>
/// <param name="resolve">How long finding the address took; null where the proxy does that.</param>
/// <param name="elapsed">How long opening it took, finding the address included.</param>
internal sealed class Route(Stream stream, Socket? socket, string remote, string local, TimeSpan? resolve, TimeSpan elapsed) : IDisposable
{
    public Stream Stream { get; } = stream;

    public string Remote { get; } = remote;

    public string Local { get; } = local;

    public TimeSpan? Resolve { get; } = resolve;

    public TimeSpan Elapsed { get; } = elapsed;

    /// <summary>True where the server has ended the connection, or has said something unasked (421).</summary>
    public bool HasNews
    {
        get
        {
            try
            {
                return socket?.Poll(0, SelectMode.SelectRead) ?? false;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }
    }

    /// <summary>False once this side has closed it.</summary>
    public bool IsOpen { get; private set; } = true;

    public void Dispose()
    {
        IsOpen = false;
        Stream.Dispose();
    }
}
