using System;
using System.Buffers;
using System.Diagnostics;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;

namespace SmtpLog.TestServer;

/// <summary>
/// The bytes of one connection. Replies are gathered and go out before the next wait for input, so that pipelined
/// commands are answered in one packet (RFC 2920).
/// </summary>
internal sealed class Wire : IDisposable
{
    private const int BufferSize = 16 * 1024;

    // What the system offers would be the better choice, but Windows PowerShell's own executable predates it.
#if NETFRAMEWORK
    private const SslProtocols Protocols = SslProtocols.Tls12;
#else
    private const SslProtocols Protocols = SslProtocols.None;
#endif

    private static readonly TimeSpan s_farewellTime = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly SessionTranscript _transcript;
    private readonly Interruption _interruption;
    private readonly MemoryStream _output = new();
    private readonly byte[] _input = ArrayPool<byte>.Shared.Rent(BufferSize);
    private Stream _stream;
    private int _start;
    private int _end;
    private Task _write = Task.CompletedTask;
    private bool _canSpeak = true;

    public Wire(Socket socket, SessionTranscript transcript, Interruption interruption)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _transcript = transcript;
        _interruption = interruption;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public bool IsSecure => _stream is SslStream;

    /// <summary>What was received and not yet consumed.</summary>
    public ArraySegment<byte> Buffered => new(_input, _start, _end - _start);

    /// <summary>Takes bytes out of <see cref="Buffered"/> and writes them to the transcript.</summary>
    public void Consume(int count)
    {
        _transcript.Received(_input.AsSpan(_start, count));
        _start += count;
    }

    /// <summary>Sends what is queued, then waits for more input.</summary>
    /// <returns>False where the client has closed the connection.</returns>
    public async Task<bool> FillAsync()
    {
        await FlushAsync().ConfigureAwait(false);
        _interruption.ThrowIfRaised();
        if (_start > 0)
        {
            Buffer.BlockCopy(_input, _start, _input, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        Task<int> read = _stream.ReadAsync(_input, _end, _input.Length - _end);
        await _interruption.GuardAsync(read).ConfigureAwait(false);
        int count = await read.ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    public void Queue(Reply reply)
    {
        byte[] bytes = reply.ToBytes();
        _transcript.Sent(bytes);
        _output.Write(bytes, 0, bytes.Length);
    }

    public async Task FlushAsync()
    {
        if (_output.Length == 0)
        {
            return;
        }

        _write = WriteAsync();
        await _interruption.GuardAsync(_write).ConfigureAwait(false);
        _output.SetLength(0);
    }

    /// <summary>Encrypts from here on. Whatever came in clear until now is discarded (RFC 3207, section 6).</summary>
    public async Task SecureAsync(ThrowAwayCertificate certificate)
    {
        if (_start < _end)
        {
            _transcript.Discarded(_end - _start);
            _start = _end;
        }

        var clock = Stopwatch.StartNew();
        var secure = new SslStream(_stream);
        _stream = secure;
        _canSpeak = false;
        await _interruption.GuardAsync(secure.AuthenticateAsServerAsync(
            certificate.Certificate, clientCertificateRequired: false, Protocols, checkCertificateRevocation: false)).ConfigureAwait(false);
        _canSpeak = true;
        _transcript.Secured(secure, certificate, clock.Elapsed);
    }

    /// <summary>Says the last words, where the client still listens, and closes.</summary>
    public async Task CloseAsync(Reply? farewell)
    {
        if (_start < _end)
        {
            Consume(_end - _start);
        }

        Task last = Task.CompletedTask;
        if (_canSpeak)
        {
            // A client that does not read must not keep the server from stopping.
            last = LastWordsAsync(farewell);
            await Task.WhenAny(last, Task.Delay(s_farewellTime)).ConfigureAwait(false);
        }

        _stream.Dispose();
        await Interruption.SettleAsync(last).ConfigureAwait(false);
        await _interruption.SettleAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _output.Dispose();
        ArrayPool<byte>.Shared.Return(_input, clearArray: true);
    }

    private Task WriteAsync() => _stream.WriteAsync(_output.GetBuffer(), 0, (int)_output.Length);

    private async Task LastWordsAsync(Reply? farewell)
    {
        // An interruption may have come while a reply was on its way.
        await _write.ConfigureAwait(false);
        _output.SetLength(0);
        if (farewell is not null)
        {
            Queue(farewell);
        }

        if (_output.Length > 0)
        {
            await WriteAsync().ConfigureAwait(false);
        }

        if (_stream is SslStream secure)
        {
            await secure.ShutdownAsync().ConfigureAwait(false);
        }

        _socket.Shutdown(SocketShutdown.Send);
    }
}
