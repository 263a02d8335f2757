using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;

namespace SmtpLog.Report;

/// <summary>
/// The conversations as script elements of some sessions each, which the page parses when one of them is opened.
/// Texts that several lines share are written once for each block.
/// </summary>
internal sealed class ConversationWriter(Stream target) : IDisposable
{
    /// <summary>The page computes a session's block from it.</summary>
    public const int BlockSize = 100;

    /// <summary>The lines of a session that the page shows at its beginning, and as many at its end.</summary>
    public const int MostLines = 1000;

    private readonly MemoryStream _sessions = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private Utf8JsonWriter? _json;
    private int _count;
    private int _blocks;

    public void Add(SmtpLogSession session, SessionMask mask, IReadOnlyList<string> texts)
    {
        if (_json is null)
        {
            _json = new Utf8JsonWriter(_sessions, Json.Options);
            _json.WriteStartArray();
        }

        _json.WriteStartObject();
        SessionDetails.Write(_json, session, mask);
        Lines(_json, session, texts);
        _json.WriteEndObject();
        _json.Flush();
        _count++;
        if (_count == BlockSize)
        {
            Complete();
        }
    }

    /// <summary>Writes the block that is not full.</summary>
    public void Complete()
    {
        if (_json is null)
        {
            return;
        }

        _json.WriteEndArray();
        _json.Flush();
        _json.Dispose();
        _json = null;
        Write(FormattableString.Invariant($"<script type=\"application/json\" id=\"block-{_blocks}\">{{\"texts\":"));
        using (var json = new Utf8JsonWriter(target, Json.Options))
        {
            json.WriteStartArray();
            _texts.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        Write(",\"sessions\":");
        _sessions.WriteTo(target);
        Write("}</script>\n");
        _sessions.SetLength(0);
        _numbers.Clear();
        _texts.Clear();
        _count = 0;
        _blocks++;
    }

    public void Dispose()
    {
        _json?.Dispose();
        _sessions.Dispose();
    }

    /// <summary>Each as origin, milliseconds since the session's start, number of its text, and flags.</summary>
    private void Lines(Utf8JsonWriter json, SmtpLogSession session, IReadOnlyList<string> texts)
    {
        var entries = session.Entries;
        int encrypted = Encryption.Begins(session);
        int left = Math.Max(0, entries.Count - (2 * MostLines));
        json.WriteStartArray("lines");
        for (int i = 0; i < entries.Count; i++)
        {
            if (left > 0 && i == MostLines)
            {
                i += left;
            }

            Line(json, entries[i], texts[i], session.Start, i >= encrypted);
        }

        json.WriteEndArray();
        if (left > 0 || session.EntryCount > entries.Count)
        {
            json.WriteNumber("left", left + session.EntryCount - entries.Count);
            json.WriteNumber("leftAfter", MostLines);
        }
    }

    private void Line(Utf8JsonWriter json, SmtpLogEntry entry, string text, DateTimeOffset? start, bool isEncrypted)
    {
        json.WriteStartArray();
        json.WriteNumberValue((int)entry.Origin);
        if (entry.Timestamp - start is { } since)
        {
            json.WriteNumberValue(since.TotalMilliseconds);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteNumberValue(NumberOf(SafeText.Clean(text)));
        json.WriteNumberValue(
            (entry.IsError ? 1 : 0)
            | (entry.IsContinued ? 2 : 0)
            | (entry.IsRecovered ? 4 : 0)
            | (SessionMask.IsContent(entry) ? 8 : 0)
            | (isEncrypted ? 16 : 0));
        json.WriteEndArray();
    }

    private int NumberOf(string text)
    {
        if (!_numbers.TryGetValue(text, out int number))
        {
            number = _texts.Count;
            _numbers.Add(text, number);
            _texts.Add(text);
        }

        return number;
    }

    private void Write(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        target.Write(bytes, 0, bytes.Length);
    }
}
