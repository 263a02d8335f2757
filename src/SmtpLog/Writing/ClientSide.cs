using System;
using SmtpLog.Lines;
using SmtpLog.Redaction;

namespace SmtpLog.Writing;

/// <summary>What the client sends, in any portion: commands, the lines of an AUTH exchange, messages.</summary>
internal sealed class ClientSide
{
    private readonly EntryWriter _writer;
    private readonly Redactor _redactor;
    private readonly ReplyPairing _pairing;
    private readonly LineFramer _lines = new();
    private readonly SentContent _content = new();
    private readonly SentContent.LineHandler _writeContent;

    public ClientSide(EntryWriter writer, Redactor redactor, ReplyPairing pairing)
    {
        _writer = writer;
        _redactor = redactor;
        _pairing = pairing;
        _writeContent = writer.WriteContent;
    }

    /// <summary>How far the client has come, by its own commands.</summary>
    public SmtpStage Stage { get; private set; }

    /// <summary>The bytes of the last message, without dot-stuffing.</summary>
    public long ContentSize => _content.Size;

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_content.IsActive)
            {
                if (_content.Consume(ref bytes, _writeContent))
                {
                    EndContent();
                }
            }
            else if (_lines.TryTake(ref bytes, out var line, out _))
            {
                TakeLine(line);
            }
        }
    }

    /// <summary>The server has told to go ahead with the message.</summary>
    public void GoAhead() => _content.BeginData();

    /// <summary>Writes what had begun when the connection ended: half a message, half a line.</summary>
    public void Abandon()
    {
        if (_content.IsActive)
        {
            _content.Abandon(_writeContent);
            _writer.WriteNotLogged();
        }

        if (_lines.PendingLength > 0)
        {
            _writer.Write(SmtpLogOrigin.Client, _redactor.Client(_lines.TakeRest()));
        }
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        _writer.Write(SmtpLogOrigin.Client, _redactor.Client(line));
        if (_redactor.WasPayload)
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

    private void EndContent()
    {
        _writer.WriteNotLogged();
        if (_content.IsData)
        {
            _writer.Write(SmtpLogOrigin.Client, "."u8);
            _pairing.Ask(ReplyPairing.Kind.Other);
        }
    }
}
