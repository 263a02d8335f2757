using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>Lines that belong together, kept beyond the call that brought them: as they stand, and joined without their breaks.</summary>
internal sealed class HeldText
{
    private byte[] _raw = [];
    private byte[] _joined = [];
    private int _rawLength;
    private int _joinedLength;

    public int Length => _rawLength;

    public ReadOnlySpan<byte> Raw => _raw.AsSpan(0, _rawLength);

    public ReadOnlySpan<byte> Joined => _joined.AsSpan(0, _joinedLength);

    public void Add(ReadOnlySpan<byte> line)
    {
        if (_rawLength > 0)
        {
            Append(ref _raw, ref _rawLength, "\n"u8);
        }

        Append(ref _raw, ref _rawLength, line);
        Append(ref _joined, ref _joinedLength, line);
    }

    /// <summary>Forgets the lines; a buffer that one giant made is not kept.</summary>
    public void Clear()
    {
        const int MostKept = 64 * 1024;
        _rawLength = _joinedLength = 0;
        if (_raw.Length > MostKept)
        {
            _raw = _joined = [];
        }
    }

    private static void Append(ref byte[] buffer, ref int length, ReadOnlySpan<byte> bytes)
    {
        if (buffer.Length - length < bytes.Length)
        {
            Array.Resize(ref buffer, Math.Max(length + bytes.Length, buffer.Length * 2));
        }

        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }
}
