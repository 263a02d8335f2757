using System;
using System.Text.Json;

namespace SmtpLog.Reading.Dialects.Native;

/// <summary>Takes from each object what an entry of the text log has; fields may come in any order, and others beside them.</summary>
internal sealed class JsonParser(IRecordSink sink) : IDialectParser
{
    private readonly LocalZone _zone = new();
    private byte[] _message = new byte[256];
    private byte[] _session = new byte[32];

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        int start = Blank.CountLeading(line);
        if (start == line.Length)
        {
            return;
        }

        LogRecord record = default;
        if (!TryRead(Blank.TrimEnd(line.Slice(start)), ref record))
        {
            WholeLine.Recover(sink, line, lineNumber);
            return;
        }

        record.Raw = line;
        record.TextStart = -1;
        record.LineNumber = lineNumber;
        if (record.Origin == SmtpLogOrigin.Event)
        {
            NativeEvent.Classify(ref record);
        }

        sink.Take(ref record);
    }

    public void Complete()
    {
        // Nothing is held back: a line is a record.
    }

    private bool TryRead(ReadOnlySpan<byte> json, ref LogRecord record)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && TryReadObject(ref reader, ref record);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or half a surrogate pair in an escape: the caller keeps the line whole.
            return false;
        }
    }

    private bool TryReadObject(scoped ref Utf8JsonReader reader, ref LogRecord record)
    {
        bool hasOrigin = false;
        bool hasMessage = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
            {
                hasMessage = TryReadText(ref reader, ref _message, out ReadOnlySpan<byte> text);
                record.Text = text;
                record.Source = reader.ValueSpan;
                record.SourceForm = SourceForm.Code;
            }
            else if (reader.ValueTextEquals("smtp.origin"u8))
            {
                hasOrigin = TryReadOrigin(ref reader, ref record);
            }
            else if (reader.ValueTextEquals("smtp.session.id"u8))
            {
                TryReadText(ref reader, ref _session, out ReadOnlySpan<byte> session);
                record.Session = session;
            }
            else if (reader.ValueTextEquals("@timestamp"u8))
            {
                ReadTime(ref reader, ref record);
            }
            else if (reader.ValueTextEquals("event.sequence"u8))
            {
                reader.Read();
                record.Counter = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long counter) ? counter : null;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("process.pid"u8))
            {
                reader.Read();
                record.ProcessId = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int process) ? process : null;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        // What follows the object on the line is an error of its own.
        return reader.TokenType == JsonTokenType.EndObject && !reader.Read() && hasOrigin && hasMessage;
    }

    private static bool TryReadOrigin(scoped ref Utf8JsonReader reader, ref LogRecord record)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return false;
        }

        SmtpLogOrigin? origin = reader.ValueTextEquals("client"u8) ? SmtpLogOrigin.Client
            : reader.ValueTextEquals("server"u8) ? SmtpLogOrigin.Server
            : reader.ValueTextEquals("event"u8) ? SmtpLogOrigin.Event
            : null;
        record.Origin = origin ?? default;
        return origin is not null;
    }

    private void ReadTime(scoped ref Utf8JsonReader reader, ref LogRecord record)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            NativeTimestamp.Read(reader.ValueSpan, _zone, ref record);
        }

        reader.Skip();
    }

    /// <summary>The bytes of a string, or of a number; in the line itself where nothing is escaped, else in the buffer.</summary>
    private static bool TryReadText(scoped ref Utf8JsonReader reader, ref byte[] buffer, out ReadOnlySpan<byte> text)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            reader.Skip();
            text = default;
            return false;
        }

        text = reader.ValueSpan;
        if (reader.ValueIsEscaped)
        {
            if (buffer.Length < text.Length)
            {
                buffer = new byte[text.Length];
            }

            text = buffer.AsSpan(0, reader.CopyString(buffer));
        }

        return true;
    }
}
