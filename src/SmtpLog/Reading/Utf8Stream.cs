using System;
using System.IO;
using System.Text;

namespace SmtpLog.Reading;

/// <summary>A stream of another encoding as UTF-8; what is invalid in it becomes U+FFFD.</summary>
internal sealed class Utf8Stream(Stream stream, Encoding encoding) : ReadOnlyStream
{
    private const int Size = 16 * 1024;

    private readonly Decoder _decoder = encoding.GetDecoder();
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly byte[] _input = new byte[Size];
    private readonly char[] _characters = new char[encoding.GetMaxCharCount(Size)];
    private byte[] _output = [];
    private int _start;
    private int _end;

    /// <summary>True while the end of the stream is not that of the log: half a character waits there for its rest.</summary>
    public bool IsGrowing { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_start == _end)
        {
            int read = stream.Read(_input, 0, Size);
            bool isOver = read == 0 && !IsGrowing;
            int characters = _decoder.GetChars(_input, 0, read, _characters, 0, flush: isOver);
            if (_output.Length == 0)
            {
                _output = new byte[Encoding.UTF8.GetMaxByteCount(_characters.Length)];
            }

            _start = 0;
            _end = _encoder.GetBytes(_characters, 0, characters, _output, 0, flush: isOver);
            if (read == 0)
            {
                break;
            }
        }

        int length = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_output, _start, buffer, offset, length);
        _start += length;
        return length;
    }
}
