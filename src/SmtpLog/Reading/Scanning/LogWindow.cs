using System;
using System.Buffers;
using System.IO;

namespace SmtpLog.Reading.Scanning;

/// <summary>A stretch of a log in one pooled buffer: the lines that come next, and a good deal of what went before them.</summary>
internal sealed class LogWindow : IDisposable
{
    /// <summary>So many bytes of anything stand behind the log, so that a search need not mind its end.</summary>
    public const int Margin = 128;

    private const int Size = 4 * 1024 * 1024;
    private const int Portion = 256 * 1024;
    private const int History = 1024 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int _taken;
    private int _end;

    public LogWindow(Stream stream)
    {
        _stream = stream;
        while (_end < LogEncoding.HeadLength && Fill())
        {
            // A stream may give less than it is asked for.
        }
    }

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
        if (_end + Portion + Margin > _buffer.Length)
        {
            int dropped = Math.Max(0, _taken - History);
            Buffer.BlockCopy(_buffer, dropped, _buffer, 0, _end - dropped);
            Offset += dropped;
            _taken -= dropped;
            _end -= dropped;
            IsOverrun = _end + Portion + Margin > _buffer.Length;
        }

        int read = IsOverrun ? 0 : _stream.Read(_buffer, _end, Portion);
        _end += read;
        return read > 0;
    }
}
