using System;
using System.Buffers;
using System.IO;

namespace SmtpLog.Reading.Scanning;

/// <summary>A stretch of a log in one pooled buffer: the lines that come next, and a good deal of what went before them.</summary>
internal sealed class LogWindow : IDisposable
{
    /// <summary>So many bytes of anything stand behind the log, so that a search need not mind its end.</summary>
    public const int Margin = 128;

    /// <summary>What it usually holds.</summary>
    public const int UsualSize = 4 * 1024 * 1024;

    private readonly Stream _stream;
    private readonly int _portion;
    private readonly int _history;
    private byte[] _buffer;
    private int _taken;
    private int _end;

    public LogWindow(Stream stream, int size)
    {
        _stream = stream;
        Size = size;
        _portion = size / 16;
        _history = size / 4;
        _buffer = ArrayPool<byte>.Shared.Rent(size);
        while (_end < LogEncoding.HeadLength && Fill())
        {
            // A stream may give less than it is asked for.
        }
    }

    /// <summary>How much it holds at least.</summary>
    public int Size { get; }

    public byte[] Bytes => _buffer;

    /// <summary>What has been read so far and is still there.</summary>
    public ReadOnlySpan<byte> Content => _buffer.AsSpan(0, _end);

    /// <summary>The place in the log of the window's first byte.</summary>
    public long Offset { get; private set; }

    /// <summary>True where a line is longer than it can hold.</summary>
    public bool IsOverrun { get; private set; }

    /// <summary>The next whole lines; the last of the log need have no end.</summary>
    public bool TryTake(out int from, out int end)
    {
        from = _taken;
        int newline = Content.Slice(from).LastIndexOf((byte)'\n');
        while (newline < 0 && Fill())
        {
            from = _taken;
            newline = Content.Slice(from).LastIndexOf((byte)'\n');
        }

        from = _taken;
        end = _taken = newline < 0 ? _end : from + newline + 1;
        return from < end && !IsOverrun;
    }

    public void Skip(int count) => _taken += count;

    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        _taken = _end = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool Fill()
    {
        if (_end + _portion + Margin > _buffer.Length)
        {
            int dropped = Math.Max(0, _taken - _history);
            Buffer.BlockCopy(_buffer, dropped, _buffer, 0, _end - dropped);
            Offset += dropped;
            _taken -= dropped;
            _end -= dropped;
            IsOverrun = _end + _portion + Margin > _buffer.Length;
        }

        int read = IsOverrun ? 0 : _stream.Read(_buffer, _end, _portion);
        _end += read;
        return read > 0;
    }
}
