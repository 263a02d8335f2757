using System;
using System.IO;
using SmtpLog.Lines;
using SmtpLog.Reading;

namespace SmtpLog.Protection;

/// <summary>A stream of UTF-16, without its byte order mark, as <see cref="Utf16"/> encodes it.</summary>
internal sealed class Utf16Stream(Stream stream, bool isBigEndian) : ReadOnlyStream
{
    private const int Size = 16 * 1024;

    private readonly byte[] _input = new byte[Size];
    private readonly char[] _units = new char[(Size / 2) + 1];
    private readonly ByteBuffer _output = new();
    private int _start;
    private int _held;
    private int _kept;
    private bool _isOver;

    /// <summary>At the end of the stream: the byte that is half a unit; empty where there is none.</summary>
    public ReadOnlySpan<byte> Rest => _input.AsSpan(0, _held);

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_start == _output.Length && !_isOver)
        {
            Fill();
        }

        int length = Math.Min(count, _output.Length - _start);
        _output.Written.Slice(_start, length).CopyTo(buffer.AsSpan(offset));
        _start += length;
        return length;
    }

    private void Fill()
    {
        _start = 0;
        _output.Clear();
        int read = stream.Read(_input, _held, Size - _held);
        _isOver = read == 0;
        int bytes = _held + read;
        int units = bytes / 2;
        for (int i = 0; i < units; i++)
        {
            int low = _input[(2 * i) + (isBigEndian ? 1 : 0)];
            int high = _input[(2 * i) + (isBigEndian ? 0 : 1)];
            _units[_kept + i] = (char)(low | (high << 8));
        }

        _held = bytes % 2;
        _input[0] = _input[Math.Max(0, bytes - 1)];
        units += _kept;
        int taken = Utf16.Encode(_units.AsSpan(0, units), _isOver, _output);
        _kept = units - taken;
        _units[0] = _units[taken];
    }
}
