using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>The lines of a dump: an offset of four or more hexadecimal digits, a colon, and the bytes, as text or as sixteen pairs of digits.</summary>
internal sealed class HexDump
{
    private const int Width = 16;
    private const int LongestOffset = 8;

    private readonly byte[] _bytes = new byte[Width];
    private byte[] _lines = [];
    private int _count;

    /// <summary>True where the last line that was read had digits.</summary>
    public bool IsHex { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    /// <summary>The offset before the colon, and where the bytes begin.</summary>
    public static bool TryReadOffset(ReadOnlySpan<byte> line, out int offset, out int text)
    {
        offset = 0;
        text = 0;
        int at = 0;
        while (at < line.Length && at < LongestOffset && Digit(line[at]) is var digit and >= 0)
        {
            offset = unchecked((offset << 4) | digit);
            at++;
        }

        if (at < 4 || offset < 0 || at >= line.Length || line[at] != ':')
        {
            return false;
        }

        text = at + 1 < line.Length && line[at + 1] == ' ' ? at + 2 : at + 1;
        return true;
    }

    /// <summary>Reads pairs of digits: as many as there are bytes left, and behind them the same as text.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, int left)
    {
        IsHex = false;
        _count = Math.Min(Width, left);
        if (_count <= 0 || text.Length < (Width * 3) + _count)
        {
            return false;
        }

        for (int i = 0; i < Width; i++)
        {
            ReadOnlySpan<byte> pair = text.Slice(i * 3, 3);
            int value = i < _count && pair[2] == ' ' ? (Digit(pair[0]) << 4) | Digit(pair[1]) : -1;
            if (i < _count ? value < 0 : !pair.SequenceEqual("   "u8))
            {
                return false;
            }

            if (i < _count)
            {
                _bytes[i] = (byte)value;
            }
        }

        IsHex = true;
        return true;
    }

    /// <summary>Bytes as text: line ends become line feeds, the last one is dropped.</summary>
    public ReadOnlySpan<byte> Lines(ReadOnlySpan<byte> bytes)
    {
        if (_lines.Length < bytes.Length)
        {
            _lines = new byte[bytes.Length];
        }

        int length = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] != '\r' || at + 1 == bytes.Length || bytes[at + 1] != '\n')
            {
                _lines[length++] = bytes[at];
            }
        }

        return _lines.AsSpan(0, length > 0 && _lines[length - 1] == '\n' ? length - 1 : length);
    }

    private static int Digit(byte value) => value is >= (byte)'0' and <= (byte)'9' ? value - '0'
        : (value | 0x20) is >= 'a' and <= 'f' ? (value | 0x20) - 'a' + 10
        : -1;
}
