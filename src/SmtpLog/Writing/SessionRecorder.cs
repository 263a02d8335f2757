using System;
using System.Collections.Generic;
using SmtpLog.Redaction;

namespace SmtpLog.Writing;

/// <summary>
/// Turns the raw bytes of one session into masked entries and hands them to its sinks, each as much as it wants.
/// Whole lines are handed over before a call returns.
/// </summary>
internal sealed class SessionRecorder
{
    private readonly LogSequence _sequence;
    private readonly EntryWriter _writer;
    private readonly ClientSide _client;
    private readonly ServerSide _server;

    public SessionRecorder(string host, int port, IEnumerable<ILogSink> sinks, LogSequence sequence)
    {
        var pairing = new ReplyPairing();
        _sequence = sequence;
        _writer = new EntryWriter(host, port, sinks, sequence);
        _client = new ClientSide(_writer, Redactor, pairing);
        _server = new ServerSide(_writer, Redactor, pairing, _client.GoAhead);
    }

    public long SessionId => _writer.SessionId;

    public Redactor Redactor { get; } = new();

    /// <summary>The last reply of the server, masked.</summary>
    public ReplyCollector Replies => _server.Replies;

    public long BytesSent { get; private set; }

    public long BytesReceived { get; private set; }

    /// <summary>How far the client has come, by its own commands.</summary>
    public SmtpStage Stage => _client.Stage;

    /// <summary>The bytes of the last message, without dot-stuffing.</summary>
    public long ContentSize => _client.ContentSize;

    /// <summary>Bytes that the client sent, in any portion.</summary>
    public void Client(ReadOnlySpan<byte> bytes)
    {
        lock (_sequence.Gate)
        {
            _writer.Begin();
            BytesSent += bytes.Length;
            _client.Take(bytes);
            _writer.Flush();
        }
    }

    /// <summary>Bytes that the server sent, in any portion.</summary>
    /// <exception cref="ReplyTooLongException">The server does not come to an end.</exception>
    public void Server(ReadOnlySpan<byte> bytes)
    {
        lock (_sequence.Gate)
        {
            _writer.Begin();
            BytesReceived += bytes.Length;
            try
            {
                _server.Take(bytes);
            }
            finally
            {
                _writer.Flush();
            }
        }
    }

    public void Event(LogEvent entry)
    {
        lock (_sequence.Gate)
        {
            _writer.Begin();
            if (entry.EndsContent)
            {
                _client.Abandon();
                _server.Abandon();
            }

            _writer.Write(entry);
            _writer.Flush();
        }
    }
}
