using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpLog.TestServer;
using Xunit;

namespace SmtpLog.Tests.TestServer;

/// <summary>A client that says exactly what it is told, and nothing else.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Stream _stream = Stream.Null;
    private int _start;
    private int _end;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Connects and says and hears nothing.</summary>
    public static async Task<RawClient> ConnectRawAsync(SmtpTestServerEngine server)
    {
        var client = new RawClient();
        await client._tcp.ConnectAsync(IPAddress.Loopback, server.Port, Cancelled);
        client._tcp.NoDelay = true;
        client._stream = client._tcp.GetStream();
        return client;
    }

    /// <summary>Connects and reads the greeting.</summary>
    public static async Task<RawClient> ConnectAsync(SmtpTestServerEngine server, bool implicitTls = false)
    {
        RawClient client = await ConnectRawAsync(server);
        if (implicitTls)
        {
            await client.HandshakeAsync(server);
        }

        Assert.StartsWith("220 ", await client.ReadAsync());
        return client;
    }

    /// <summary>Connects, and says EHLO.</summary>
    public static async Task<RawClient> GreetAsync(SmtpTestServerEngine server)
    {
        RawClient client = await ConnectAsync(server);
        Assert.StartsWith("250-", await client.AskAsync("EHLO tester"));
        return client;
    }

    public async Task HandshakeAsync(SmtpTestServerEngine server)
    {
        var secure = new SslStream(_stream, false, (_, certificate, _, _) =>
            Convert.ToHexString(SHA256.HashData(certificate!.GetRawCertData())) == server.ServerCertificateThumbprint);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, Cancelled);
        _stream = secure;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes, Cancelled).AsTask();

    /// <summary>Sends the same again and again and reads no reply, until the server takes no more.</summary>
    public void Flood(string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        Socket socket = _tcp.Client;
        socket.Blocking = false;
        while (socket.Poll(TimeSpan.FromMilliseconds(300), SelectMode.SelectWrite))
        {
            socket.Send(bytes, 0, bytes.Length, SocketFlags.None, out _);
        }
    }

    /// <summary>Sends a line and reads the reply.</summary>
    public async Task<string> AskAsync(string line)
    {
        await SendAsync(line + "\r\n");
        return await ReadAsync();
    }

    /// <summary>Sends a line and wants the reply to begin with these words.</summary>
    public async Task ExpectAsync(string line, string reply) => Assert.StartsWith(reply, await AskAsync(line));

    /// <summary>Reads one reply, its lines joined by LF.</summary>
    public async Task<string> ReadAsync()
    {
        List<string> lines = [];
        do
        {
            lines.Add(await ReadLineAsync());
        }
        while (lines[^1].Length > 3 && lines[^1][3] == '-');
        return string.Join('\n', lines);
    }

    /// <summary>Wants the server to have closed the connection, with nothing more to say.</summary>
    public async Task ExpectEndAsync()
    {
        Assert.Equal(_start, _end);
        Assert.Equal(0, await _stream.ReadAsync(_buffer, Cancelled));
    }

    public void Dispose()
    {
        _stream.Dispose();
        _tcp.Dispose();
    }

    private async Task<string> ReadLineAsync()
    {
        while (true)
        {
            int found = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (found >= 0)
            {
                string line = Encoding.UTF8.GetString(_buffer, _start, found);
                _start += found + 2;
                return line;
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
            int count = await _stream.ReadAsync(_buffer.AsMemory(_end), Cancelled);
            if (count == 0)
            {
                throw new EndOfStreamException("The server closed the connection.");
            }

            _end += count;
        }
    }
}
