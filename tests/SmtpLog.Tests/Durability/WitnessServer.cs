using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;

namespace SmtpLog.Tests.Durability;

/// <summary>Takes all mail of one connection, remembers what was said, and tells when it has read so many lines.</summary>
internal sealed class WitnessServer : IAsyncDisposable
{
    private readonly TaskCompletionSource _moment = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _exchange = [];
    private readonly ScriptedServer _server;
    private int _lines;
    private int _lastCommand;

    /// <param name="lines">How many lines of the client, content included, make the moment.</param>
    public WitnessServer(int lines)
    {
        _lines = lines;
        _server = new ScriptedServer(PlayAsync);
    }

    public int Port => _server.Port;

    public Task Moment => _moment.Task.WithinBound();

    /// <summary>Commands and replies, as a log shows them.</summary>
    public IReadOnlyList<string> Exchange => _exchange;

    /// <summary>
    /// What the client must have handed to the system: all before its last command, and that too where content has
    /// followed it. Without pipelining it has logged the replies to one command before it sends the next.
    /// </summary>
    public IEnumerable<string> Certain => _exchange.Take(_lastCommand);

    public async Task EndedAsync() => await _server.EndedAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task PlayAsync(ScriptedPeer peer)
    {
        try
        {
            await ReplyAsync(peer, "220 witness");
            while (await ReadAsync(peer) is { } command)
            {
                _lastCommand = _exchange.Count;
                _exchange.Add($"C > \"{command}\"");
                await ReplyAsync(peer, command == "DATA" ? "354 go" : "250 2.0.0 ok");
                if (command == "DATA")
                {
                    await ReadContentAsync(peer);
                }
            }
        }
        catch (IOException)
        {
            // The client was killed while it was answered.
        }
    }

    private async Task ReadContentAsync(ScriptedPeer peer)
    {
        while (await ReadAsync(peer) is { } line)
        {
            _lastCommand = _exchange.Count;
            if (line == ".")
            {
                _exchange.Add("C > \".\"");
                await ReplyAsync(peer, "250 2.0.0 ok: queued as 4ABC123");
                return;
            }
        }
    }

    private async Task<string?> ReadAsync(ScriptedPeer peer)
    {
        string? line = await peer.ReadAsync();
        if (line is not null && --_lines == 0)
        {
            _moment.SetResult();
        }

        return line;
    }

    private async Task ReplyAsync(ScriptedPeer peer, string reply)
    {
        _exchange.Add($"S < \"{reply}\"");
        await peer.SendAsync(reply + "\r\n");
    }
}
