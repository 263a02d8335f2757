using System;
using System.Collections.Generic;
using System.Linq;
using SmtpLog.Lines;
using SmtpLog.Redaction;

namespace SmtpLog.Writing;

/// <summary>
/// Turns the raw bytes of one session into masked entries and hands them to its sinks, each as much as it wants.
/// Whole lines are handed over before a call returns.
/// </summary>
internal sealed class SessionRecorder
{
    private readonly LogSequence _sequence;
    private readonly Sink[] _sinks;
    private readonly LogLine _line;
    private readonly LineFramer _clientLines = new();
    private readonly LineFramer _serverLines = new();
    private readonly SentContent _content = new();
    private readonly SentContent.LineHandler _writeContent;
    private readonly ReplyPairing _pairing = new();
    private DateTime _now;
    private long _contentEntry;
    private bool _isFlooded;

    public SessionRecorder(string host, int port, IEnumerable<ILogSink> sinks, LogSequence sequence)
    {
        _sequence = sequence;
        _sinks = [.. sinks.Select(static sink => new Sink(sink))];
        _line = new LogLine(host, port, _sequence.NextSession());
        _writeContent = WriteContent;
    }

    public long SessionId => _line.SessionId;

    public Redactor Redactor { get; } = new();

    /// <summary>The last reply of the server, masked.</summary>
    public ReplyCollector Replies { get; } = new();

    public long BytesSent { get; private set; }

    public long BytesReceived { get; private set; }

    /// <summary>How far the client has come, by its own commands.</summary>
    public SmtpStage Stage { get; private set; }

    /// <summary>The bytes of the last message, without dot-stuffing.</summary>
    public long ContentSize => _content.Size;

    /// <summary>Bytes that the client sent, in any portion.</summary>
    public void Client(ReadOnlySpan<byte> bytes)
    {
        lock (_sequence.Gate)
        {
            _now = DateTime.UtcNow;
            BytesSent += bytes.Length;
            while (!bytes.IsEmpty)
            {
                if (_content.IsActive)
                {
                    if (_content.Consume(ref bytes, _writeContent))
                    {
                        EndContent();
                    }
                }
                else if (_clientLines.TryTake(ref bytes, out var line, out _))
                {
                    ClientLine(line);
                }
            }

            Flush();
        }
    }

    /// <summary>Bytes that the server sent, in any portion.</summary>
    /// <exception cref="ReplyTooLongException">The server does not come to an end.</exception>
    public void Server(ReadOnlySpan<byte> bytes)
    {
        lock (_sequence.Gate)
        {
            _now = DateTime.UtcNow;
            BytesReceived += bytes.Length;
            try
            {
                ServerLines(bytes);
            }
            finally
            {
                Flush();
            }
        }
    }

    public void Event(LogEvent entry)
    {
        lock (_sequence.Gate)
        {
            _now = DateTime.UtcNow;
            if (entry.EndsContent)
            {
                WriteUnfinished();
            }

            Write(entry);
            Flush();
        }
    }

    private void ClientLine(ReadOnlySpan<byte> line)
    {
        Write(SmtpLogOrigin.Client, Redactor.Client(line));
        if (Redactor.WasPayload)
        {
            // Whatever it looks like.
            _pairing.Ask(ReplyPairing.Kind.Other);
            return;
        }

        Stage = CommandLine.StageOf(line) ?? Stage;
        if (_pairing.Ask(KindOf(line)))
        {
            _content.BeginData();
        }
        else if (CommandLine.TryChunk(line, out long size, out bool isLast))
        {
            _content.BeginChunk(size, isLast);
        }
        else if (CommandLine.Is(line, "MAIL"u8) || CommandLine.Is(line, "RSET"u8))
        {
            _content.Reset();
        }
    }

    private static ReplyPairing.Kind KindOf(ReadOnlySpan<byte> line)
    {
        if (CommandLine.Is(line, "DATA"u8))
        {
            return ReplyPairing.Kind.Data;
        }

        return CommandLine.Is(line, "STARTTLS"u8) ? ReplyPairing.Kind.StartTls : ReplyPairing.Kind.Other;
    }

    private void ServerLines(ReadOnlySpan<byte> bytes)
    {
        if (_isFlooded)
        {
            throw new ReplyTooLongException();
        }

        while (_serverLines.TryTake(ref bytes, out var line, out _))
        {
            ServerLine(line);
        }

        // One more byte may be the CR of a line that is just short enough.
        if (_serverLines.PendingLength > ReplyCollector.LongestLine + 1)
        {
            ServerLine(_serverLines.TakeRest());
        }
    }

    private void ServerLine(ReadOnlySpan<byte> line)
    {
        bool isTooLong = line.Length > ReplyCollector.LongestLine;
        var masked = isTooLong ? Redactor.Server(line.Slice(0, ReplyCollector.LongestLine), isCut: true) : Redactor.Server(line);
        Write(SmtpLogOrigin.Server, masked);
        _isFlooded = isTooLong || !Replies.TryAdd(masked);
        if (_isFlooded)
        {
            throw new ReplyTooLongException();
        }

        if (Replies.IsComplete && _pairing.Answer(Replies.Code))
        {
            _content.BeginData();
        }
    }

    private void WriteContent(ReadOnlySpan<byte> line, int wireLength, bool isHeader)
    {
        bool isSet = false;
        foreach (var sink in _sinks)
        {
            if (sink.Target.Content == SmtpLogContent.Full || (isHeader && sink.Target.Content == SmtpLogContent.Headers))
            {
                if (!isSet)
                {
                    _contentEntry = _sequence.NextEntry();
                    _line.Set(_contentEntry, _now, SmtpLogOrigin.Client, line);
                    isSet = true;
                }

                sink.Target.Append(_line);
                sink.LastContent = _contentEntry;
            }
            else
            {
                sink.NotLogged += wireLength;
            }
        }
    }

    private void EndContent()
    {
        WriteNotLogged();
        if (_content.IsData)
        {
            Write(SmtpLogOrigin.Client, "."u8);
            _pairing.Ask(ReplyPairing.Kind.Other);
        }
    }

    private void WriteNotLogged()
    {
        // Where all who did not get the content lack the last line of it, the event has that line's number: a number of
        // its own would be a gap in the log that has the whole content.
        bool isNumbered = _sinks.All(sink => sink.NotLogged == 0 || sink.LastContent < _contentEntry);
        long counter = isNumbered ? _contentEntry : 0;
        foreach (var sink in _sinks)
        {
            if (sink.NotLogged > 0)
            {
                counter = counter == 0 ? _sequence.NextEntry() : counter;
                _line.Set(counter, _now, LogEvents.ContentNotLogged(sink.NotLogged));
                sink.Target.Append(_line);
                sink.NotLogged = 0;
                sink.LastContent = counter;
            }
        }
    }

    /// <summary>What had begun when the connection ended: half a line of either side, half a message.</summary>
    private void WriteUnfinished()
    {
        if (_content.IsActive)
        {
            _content.Abandon(_writeContent);
            WriteNotLogged();
        }

        if (_clientLines.PendingLength > 0)
        {
            Write(SmtpLogOrigin.Client, Redactor.Client(_clientLines.TakeRest()));
        }

        if (_serverLines.PendingLength > 0)
        {
            Write(SmtpLogOrigin.Server, Redactor.Server(_serverLines.TakeRest(), isCut: true));
        }
    }

    private void Write(SmtpLogOrigin origin, ReadOnlySpan<byte> text)
    {
        _line.Set(_sequence.NextEntry(), _now, origin, text);
        AppendLine();
    }

    private void Write(LogEvent entry)
    {
        _line.Set(_sequence.NextEntry(), _now, entry);
        AppendLine();
    }

    private void AppendLine()
    {
        foreach (var sink in _sinks)
        {
            sink.Target.Append(_line);
        }
    }

    private void Flush()
    {
        foreach (var sink in _sinks)
        {
            sink.Target.Flush();
        }
    }

    private sealed class Sink(ILogSink target)
    {
        public ILogSink Target { get; } = target;

        public long NotLogged { get; set; }

        /// <summary>The number of the last line of content, or of the event in its place, that it got.</summary>
        public long LastContent { get; set; }
    }
}
