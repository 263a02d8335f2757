using System;
using System.IO;

namespace SmtpLog.Reading.Files;

/// <summary>
/// The compressed bytes of a gzip file on their way to the inflater, which takes more of them than it needs and does not
/// say how many. It asks for more only when it has used all; so a member ends in the last two portions that it was
/// given, and there its sum and size, which are known by then, mark the place.
/// </summary>
internal sealed class GunzipSource(Stream stream) : ReadOnlyStream
{
    private const int Size = 64 * 1024;
    private const int Portion = 4096;
    private const int HeaderLength = 10;

    private byte[] _buffer = new byte[Size];
    private int _mark;
    private int _given;
    private int _start;
    private int _end;

    /// <summary>True where more was asked for than there is.</summary>
    public bool IsExhausted { get; private set; }

    public static bool IsMember(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]);

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_start == _end && !Fill())
        {
            IsExhausted = true;
            return 0;
        }

        _mark = _given;
        _given = _start;
        int length = Math.Min(Math.Min(count, Portion), _end - _start);
        Buffer.BlockCopy(_buffer, _start, buffer, offset, length);
        _start += length;
        return length;
    }

    /// <summary>Passes over the header of the next member; false where there is none.</summary>
    /// <exception cref="DamagedFileException">What follows is something else, or a header without its end.</exception>
    public bool TryBeginMember()
    {
        _mark = _given = _start;
        Need(HeaderLength);
        ReadOnlySpan<byte> head = _buffer.AsSpan(_start, _end - _start);
        if (!IsMember(head))
        {
            return IsPadding() ? false : throw new DamagedFileException("something else follows its compressed data.");
        }

        SkipHeader();
        _mark = _given = _start;
        IsExhausted = false;
        return true;
    }

    /// <summary>Finds where the member ends, by the eight bytes that must stand there; false where they do not.</summary>
    public bool TryEndMember(ReadOnlySpan<byte> trailer)
    {
        Need(trailer.Length + HeaderLength);
        int last = _start;
        int best = -1;
        for (int at = _mark; at <= last && at + trailer.Length <= _end; at++)
        {
            if (!_buffer.AsSpan(at, trailer.Length).SequenceEqual(trailer))
            {
                continue;
            }

            // A run of zeros, of an empty member, looks like it at two places: the next member tells which is meant.
            int next = at + trailer.Length;
            best = best < 0 ? next : best;
            if (next == _end || IsMember(_buffer.AsSpan(next, _end - next)))
            {
                best = next;
                break;
            }
        }

        _start = best < 0 ? _start : best;
        return best >= 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Zeros to the end, as tapes have them.</summary>
    private bool IsPadding()
    {
        do
        {
            for (; _start < _end; _start++)
            {
                if (_buffer[_start] != 0)
                {
                    return false;
                }
            }

            _mark = _given = _start;
        }
        while (Fill());
        return true;
    }

    private void SkipHeader()
    {
        const int HasHeaderSum = 2, HasExtra = 4, HasName = 8, HasComment = 16;
        int flags = Take(HeaderLength)[3];
        if ((flags & HasExtra) != 0)
        {
            ReadOnlySpan<byte> length = Take(2);
            Skip(length[0] | (length[1] << 8));
        }

        for (int texts = ((flags & HasName) != 0 ? 1 : 0) + ((flags & HasComment) != 0 ? 1 : 0); texts > 0;)
        {
            texts -= Take(1)[0] == 0 ? 1 : 0;
        }

        if ((flags & HasHeaderSum) != 0)
        {
            Skip(2);
        }
    }

    private void Skip(int count)
    {
        for (; count > 0; count -= Math.Min(count, Portion))
        {
            Take(Math.Min(count, Portion));
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        _mark = _given = _start;
        if (!Need(count))
        {
            throw new DamagedFileException("its compressed data is cut short.");
        }

        _start += count;
        return _buffer.AsSpan(_start - count, count);
    }

    private bool Need(int count)
    {
        while (_end - _start < count && Fill())
        {
            // A stream may give less than it is asked for.
        }

        return _end - _start >= count;
    }

    /// <summary>Reads more, and keeps what was given last.</summary>
    private bool Fill()
    {
        if (_mark > 0)
        {
            Buffer.BlockCopy(_buffer, _mark, _buffer, 0, _end - _mark);
            _given -= _mark;
            _start -= _mark;
            _end -= _mark;
            _mark = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
