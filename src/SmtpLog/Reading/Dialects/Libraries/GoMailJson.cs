using System;
using System.Text.Json;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>Reads go-mail's structured log: <c>time</c>, <c>msg</c>, and <c>direction.from</c>, which is client or server.</summary>
internal sealed class GoMailJson
{
    private const int MostKept = 64 * 1024;

    private byte[] _text = new byte[512];
    private int _length;

    public static bool Is(ReadOnlySpan<byte> line) =>
        !line.IsEmpty && line[0] == '{' && line.IndexOf("\"direction\":{\"from\":\""u8) > 0 && line.IndexOf("\"msg\":"u8) > 0;

    /// <summary>Fills time and text; false where the line is not such an object.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, ref LogRecord record, out SmtpLogOrigin origin)
    {
        origin = SmtpLogOrigin.Event;
        if (!Is(line))
        {
            return false;
        }

        if (_text.Length < line.Length || (_text.Length > MostKept && line.Length < MostKept))
        {
            _text = new byte[Math.Max(line.Length, 512)];
        }

        try
        {
            Read(line, ref record, ref origin);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Broken JSON is no line of this log; invalid UTF-8 or a lone surrogate in it is the other exception.
            record.HasTime = false;
            return false;
        }

        record.Text = _text.AsSpan(0, _length);
        return true;
    }

    private void Read(ReadOnlySpan<byte> line, ref LogRecord record, ref SmtpLogOrigin origin)
    {
        _length = 0;
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            bool isTop = reader.CurrentDepth == 1;
            bool isMessage = isTop && reader.ValueTextEquals("msg"u8);
            bool isTime = isTop && reader.ValueTextEquals("time"u8);
            bool isFrom = !isTop && reader.ValueTextEquals("from"u8);
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                continue;
            }

            if (isMessage)
            {
                _length = reader.CopyString(_text);
                record.Source = reader.ValueSpan;
                record.SourceForm = SourceForm.Code;
            }
            else if (isTime && reader.TryGetDateTimeOffset(out DateTimeOffset time))
            {
                record.HasTime = true;
                record.UtcTicks = time.UtcTicks;
                record.OffsetMinutes = (int)time.Offset.TotalMinutes;
            }
            else if (isFrom)
            {
                origin = reader.ValueTextEquals("client"u8) ? SmtpLogOrigin.Client
                    : reader.ValueTextEquals("server"u8) ? SmtpLogOrigin.Server
                    : SmtpLogOrigin.Event;
            }
        }
    }
}
