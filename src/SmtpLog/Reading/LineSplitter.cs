using System;
using System.Buffers;
using System.IO;
using SmtpLog.Reading.Files;

namespace SmtpLog.Reading;

/// <summary>
/// Cuts a stream into lines over one pooled buffer: a line is a span into it, valid until the next call. Lines end with
/// LF or CRLF. The encoding shows in the first bytes: UTF-16 is turned into UTF-8 on the way.
/// </summary>
internal sealed class LineSplitter : IDisposable
{
    private const int UsualSize = 128 * 1024;

    // A string of more bytes could not be made; what is longer comes in several pieces.
    private const int LongestLine = 256 * 1024 * 1024;

    // What is in a compressed file may be of any length, and meant to be.
    private const int LongestInside = 16 * 1024 * 1024;

    private readonly Stream _text;
    private readonly LogText? _log;
    private readonly int _longest;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(UsualSize);
    private int _start;
    private int _searched;
    private int _end;
    private int _lineEnd;
    private int _lineEndLength;

    public LineSplitter(Stream stream)
        : this(new LogText(stream), stream) => _log = (LogText)_text;

    /// <param name="text">UTF-8 without a byte order mark, as it is.</param>
    /// <param name="stream">What that was made of.</param>
    public LineSplitter(Stream text, Stream stream)
    {
        _text = text;
        _longest = stream is GunzipStream ? LongestInside : LongestLine;
    }

    /// <summary>True while the end of the stream is not that of the log; false to have half a character come out.</summary>
    public bool IsGrowing
    {
        get => _log is { IsGrowing: true };
        set
        {
            if (_log is not null)
            {
                _log.IsGrowing = value;
            }
        }
    }

    /// <summary>What ended the last line: LF or CRLF; nothing where a line was too long; CR or nothing where the stream was over.</summary>
    public ReadOnlySpan<byte> LineEnd => _buffer.AsSpan(_lineEnd, _lineEndLength);

    /// <summary>The next line that has its end; false where the stream has no more now. It may be asked again when it has grown.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                int end = _searched + length;
                line = TrimReturn(_buffer.AsSpan(_start, end - _start));
                EndAt(_start + line.Length, end + 1);
                return true;
            }

            _searched = _end;
            if (_end - _start >= _longest)
            {
                line = _buffer.AsSpan(_start, _end - _start);
                EndAt(_end, _end);
                return true;
            }

            if (!Fill())
            {
                line = default;
                return false;
            }
        }
    }

    /// <summary>What stands behind the last line end; the stream is over.</summary>
    public ReadOnlySpan<byte> TakeRest()
    {
        ReadOnlySpan<byte> rest = TrimReturn(_buffer.AsSpan(_start, _end - _start));
        EndAt(_start + rest.Length, _end);
        return rest;
    }

    /// <summary>Gives the buffer back; the stream belongs to the caller.</summary>
    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        _start = _searched = _end = _lineEnd = _lineEndLength = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The line without the CR of its end.</summary>
    public static ReadOnlySpan<byte> TrimReturn(ReadOnlySpan<byte> line) =>
        !line.IsEmpty && line[line.Length - 1] == '\r' ? line.Slice(0, line.Length - 1) : line;

    private void EndAt(int end, int next)
    {
        _lineEnd = end;
        _lineEndLength = next - end;
        _start = _searched = next;
    }

    private bool Fill()
    {
        MakeRoom();
        int read = _text.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _searched -= _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            Buffer.BlockCopy(_buffer, 0, larger, 0, _end);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }
}
