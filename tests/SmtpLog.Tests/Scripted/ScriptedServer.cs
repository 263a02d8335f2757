using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpLog.Tests.Scripted;

/// <summary>
/// A server on loopback that plays one script for each connection, in their order. A connection without a script is
/// a fault of the test.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new(Bound.Time);
    private readonly Func<ScriptedPeer, Task>[] _scripts;
    private readonly TaskCompletionSource<ScriptedPeer>[] _peers;
    private readonly List<Task> _playing = [];
    private readonly Task _accepting;

    public ScriptedServer(params Func<ScriptedPeer, Task>[] scripts)
    {
        _scripts = scripts;
        _peers = [.. Array.ConvertAll(scripts, _ => new TaskCompletionSource<ScriptedPeer>(TaskCreationOptions.RunContinuationsAsynchronously))];
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>How many connections there were.</summary>
    public int Count { get; private set; }

    /// <summary>A server whose every connection plays the same script.</summary>
    public static ScriptedServer Repeat(int count, Func<ScriptedPeer, Task> script)
    {
        var scripts = new Func<ScriptedPeer, Task>[count];
        Array.Fill(scripts, script);
        return new ScriptedServer(scripts);
    }

    /// <summary>A port on which nothing listens.</summary>
    public static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The connection of that number, from 0, as soon as it is there.</summary>
    public Task<ScriptedPeer> PeerAsync(int number = 0) => _peers[number].Task.WithinBound();

    /// <summary>The connection of that number once its script is played and both sides have closed it.</summary>
    public async Task<ScriptedPeer> EndedAsync(int number = 0)
    {
        var peer = await PeerAsync(number);
        await peer.Ended.WithinBound();
        return peer;
    }

    /// <summary>Stops, and throws what went wrong in a script.</summary>
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting.WithinBound();
        try
        {
            await Task.WhenAll(_playing).WithinBound();
        }
        finally
        {
            await _end.CancelAsync();
            _end.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync(_end.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or InvalidOperationException or OperationCanceledException)
            {
                return;
            }

            var peer = new ScriptedPeer(socket, _end.Token);

            // Counted before it is answered: the client may look as soon as it has the answer.
            int number = Count++;
            if (number >= _scripts.Length)
            {
                _playing.Add(peer.PlayAsync(_ => throw new InvalidOperationException("A connection too many.")));
                continue;
            }

            _playing.Add(peer.PlayAsync(_scripts[number]));
            _peers[number].SetResult(peer);
        }
    }
}
