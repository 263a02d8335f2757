using System;
using System.Collections.Generic;

namespace SmtpLog.Reading.Sessions;

/// <summary>
/// The records of a session while it grows: their bytes in one buffer and the rest in structs, so that no object is
/// made of a line that nobody asks for. Serves one session after the other.
/// </summary>
internal sealed class SessionRecords
{
    private const int MostBytes = 64 * 1024 * 1024;
    private const int MostReused = 256 * 1024;

    private byte[] _bytes = new byte[4096];
    private KeptRecord[] _records = new KeptRecord[32];
    private Dictionary<int, OwnFacts>? _own;
    private string? _path;
    private int _length;
    private int _count;
    private bool _isFull;

    /// <summary>All records, also those that were too much to keep.</summary>
    public long Count { get; private set; }

    /// <summary>The bytes that are kept.</summary>
    public int Length => _length;

    /// <summary>True where its buffers are worth keeping for another session.</summary>
    public bool IsReusable => _bytes.Length <= MostReused;

    public void Add(ref LogRecord record)
    {
        _path = Count == 0 ? record.Path : _path;
        Count++;
        bool hasOwnText = record.TextStart < 0 && record.Text != record.Raw;
        long needed = record.Raw.Length + (hasOwnText ? record.Text.Length : 0L);
        if (_length + needed > MostBytes)
        {
            // What follows is left out whole: entries with a hole between them would look complete.
            _isFull = true;
        }

        if (_isFull)
        {
            return;
        }

        if (_count == _records.Length)
        {
            Array.Resize(ref _records, _count * 2);
        }

        int raw = Append(record.Raw);
        int text = hasOwnText ? Append(record.Text) : raw + Math.Max(record.TextStart, 0);
        string? path = record.Path == _path ? null : record.Path;
        if (record.IsSelfContained || path is not null || CommandName.Pack(record.Command) == CommandName.Other)
        {
            _own ??= [];
            _own.Add(_count, record.IsSelfContained
                ? new(record.Command, record.EnhancedCode, record.ProcessId, path)
                : new(record.Command, null, null, path));
        }

        _records[_count++] = new KeptRecord(ref record, raw, text);
    }

    /// <summary>Hands over what was kept, in arrays of its own.</summary>
    public SessionEntries Take(int? processId, string? sessionId, string? path) => new(
        _bytes.AsSpan(0, _length).ToArray(), _records.AsSpan(0, _count).ToArray(), _own, processId, sessionId, path);

    public void Clear()
    {
        _length = _count = 0;
        _own = null;
        Count = 0;
        _isFull = false;
    }

    private int Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _length < bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + bytes.Length, _bytes.Length * 2));
        }

        int at = _length;
        bytes.CopyTo(_bytes.AsSpan(at));
        _length += bytes.Length;
        return at;
    }
}
