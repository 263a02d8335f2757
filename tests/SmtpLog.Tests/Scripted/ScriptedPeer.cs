using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SmtpLog.Tests.Scripted;

/// <summary>The server's end of one connection, and what a script can do with it.</summary>
internal sealed class ScriptedPeer(Socket socket, CancellationToken end) : IDisposable
{
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _lines = [];
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private int _start;
    private int _end;
    private bool _isReset;

    /// <summary>Done when the script is played and the client has closed its side, or this one was reset.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Done when <see cref="Close"/> has been called.</summary>
    public Task Closing => _closing.Task;

    /// <summary>The lines that the script has read.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>True after a TLS handshake.</summary>
    public bool IsSecure => _stream is SslStream;

    public async Task PlayAsync(Func<ScriptedPeer, Task> script)
    {
        try
        {
            socket.NoDelay = true;
            await script(this).ConfigureAwait(false);
            if (!_isReset)
            {
                await ClientGoneAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            Dispose();
            _ended.SetResult();
        }
    }

    /// <summary>Each part is handed to the system by itself.</summary>
    public async Task SendAsync(params string[] parts)
    {
        foreach (string part in parts)
        {
            await SendBytesAsync(Encoding.UTF8.GetBytes(part)).ConfigureAwait(false);
        }
    }

    public Task SendBytesAsync(byte[] bytes) => _stream.WriteAsync(bytes, end).AsTask();

    /// <summary>Sends until the client has enough and closes.</summary>
    public async Task SendForeverAsync(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            while (true)
            {
                await _stream.WriteAsync(bytes, end).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // That is what the script waits for.
        }
    }

    /// <summary>Reads one line, without its end; null where the client has closed.</summary>
    public async Task<string?> ReadAsync()
    {
        while (true)
        {
            int found = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (found >= 0)
            {
                string line = Encoding.UTF8.GetString(_buffer, _start, found);
                _start += found + 2;
                _lines.Add(line);
                return line;
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
            int count = await ReadSomeAsync(_buffer.AsMemory(_end)).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            _end += count;
        }
    }

    /// <summary>Reads so many bytes, for what is not made of lines.</summary>
    public async Task<byte[]> ReadBytesAsync(int count)
    {
        byte[] bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, end).ConfigureAwait(false);
        return bytes;
    }

    /// <summary>Reads one line, which has to begin so.</summary>
    public async Task<string> ExpectAsync(string beginning)
    {
        string? line = await ReadAsync().ConfigureAwait(false);
        Assert.StartsWith(beginning, line ?? "(closed)");
        return line!;
    }

    /// <summary>Wants such a line and answers it.</summary>
    public async Task AnswerAsync(string beginning, params string[] reply)
    {
        await ExpectAsync(beginning).ConfigureAwait(false);
        await SendAsync(reply).ConfigureAwait(false);
    }

    /// <summary>Shakes hands; a client that refuses is no fault of the script.</summary>
    public async Task<bool> SecureAsync(X509Certificate2 certificate, SslProtocols protocols = SslProtocols.None)
    {
        // What came before the handshake is no part of what comes after it.
        _start = _end = 0;
        var secure = new SslStream(_stream);
        try
        {
            await secure.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocols }, end).ConfigureAwait(false);
            _stream = secure;
            return true;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return false;
        }
    }

    /// <summary>Says goodbye at the level of TCP; the client may still talk.</summary>
    public void Close()
    {
        socket.Shutdown(SocketShutdown.Send);
        _closing.SetResult();
    }

    /// <summary>Drops the connection so that the client gets a reset.</summary>
    public void Reset()
    {
        _isReset = true;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Waits, without a word, until the client has closed.</summary>
    public async Task ClientGoneAsync()
    {
        byte[] rest = new byte[64 * 1024];
        while (await ReadSomeAsync(rest).ConfigureAwait(false) > 0)
        {
            // What it says does not matter any more.
        }
    }

    public void Dispose() => _stream.Dispose();

    private async Task<int> ReadSomeAsync(Memory<byte> target)
    {
        try
        {
            return await _stream.ReadAsync(target, end).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return 0; // A client that drops the connection is gone as well.
        }
    }
}
