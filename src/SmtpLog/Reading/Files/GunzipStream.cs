using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace SmtpLog.Reading.Files;

/// <summary>
/// What is inside a gzip file (RFC 1952), all of its members. The framework's own stream ends after the first member
/// (.NET Framework), or says nothing of a file that is cut short (before .NET 9); so it only inflates here, and the
/// members are told apart and checked by their sums. What could be read comes out before the error.
/// </summary>
internal sealed class GunzipStream : ReadOnlyStream
{
    // Where data is damaged, what was inflated in the same call is lost.
    private const int Portion = 4096;

    private readonly GunzipSource _source;
    private DeflateStream? _member;
    private uint _sum;
    private uint _size;
    private bool _isOver;

    /// <param name="stream">Stands at the beginning; it is disposed of with this one.</param>
    public GunzipStream(Stream stream)
    {
        _source = new GunzipSource(stream);
        IsFile = stream.CanSeek;
    }

    /// <summary>False where what was read is gone, as from a pipe.</summary>
    public bool IsFile { get; }

    /// <summary>True where a file that begins so is compressed by gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => GunzipSource.IsMember(head);

    /// <exception cref="DamagedFileException">It is cut short or damaged; all before that has come out.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        while (count > 0 && !_isOver)
        {
            if (_member is null)
            {
                if (!_source.TryBeginMember())
                {
                    _isOver = true;
                    break;
                }

                _member = new DeflateStream(_source, CompressionMode.Decompress, leaveOpen: true);
                _sum = _size = 0;
            }

            int read = Inflate(buffer, offset, Math.Min(count, Portion));
            if (read > 0)
            {
                _sum = Crc32.Append(_sum, buffer.AsSpan(offset, read));
                _size = unchecked(_size + (uint)read);
                return read;
            }

            EndMember();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Inflate(byte[] buffer, int offset, int count)
    {
        try
        {
            return _member!.Read(buffer, offset, count);
        }
        catch (InvalidDataException) when (_source.IsExhausted)
        {
            // Newer runtimes say so where older ones end.
            return 0;
        }
        catch (InvalidDataException e)
        {
            throw Failed(new DamagedFileException("its compressed data is damaged.", e));
        }
    }

    private void EndMember()
    {
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _sum);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.Slice(4), _size);
        if (!_source.TryEndMember(trailer))
        {
            throw Failed(_source.IsExhausted
                ? new DamagedFileException("its compressed data is cut short.")
                : new DamagedFileException("the check sum of its compressed data is missing or wrong, so it is damaged or cut short."));
        }

        _member!.Dispose();
        _member = null;
    }

    private DamagedFileException Failed(DamagedFileException reason)
    {
        _isOver = true;
        return reason;
    }
}
