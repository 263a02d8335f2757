using System;
using System.IO;
using System.Text;

namespace SmtpLog.Reading;

/// <summary>A log in UTF-8 without byte order mark, however it is encoded: its first bytes show that.</summary>
internal sealed class LogText(Stream stream) : ReadOnlyStream
{
    private readonly byte[] _head = new byte[LogEncoding.HeadLength];
    private int _length;
    private Stream? _text;
    private bool _isGrowing;

    /// <summary>True while the end of the stream is not that of the log: half a character waits there for its rest.</summary>
    public bool IsGrowing
    {
        get => _isGrowing;
        set
        {
            _isGrowing = value;
            if (_text is Utf8Stream converted)
            {
                converted.IsGrowing = value;
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        _text ??= Open();
        return _text?.Read(buffer, offset, count) ?? 0;
    }

    /// <summary>Null where there is too little yet to tell.</summary>
    private Stream? Open()
    {
        int read = 1;
        while (read > 0 && _length < _head.Length)
        {
            read = stream.Read(_head, _length, _head.Length - _length);
            _length += read;
        }

        ReadOnlySpan<byte> head = _head.AsSpan(0, _length);
        if (IsGrowing && !LogEncoding.IsClear(head))
        {
            return null;
        }

        bool isUtf8 = LogEncoding.IsUtf8(head, out int mark, out bool isBigEndian);
        var whole = new PrefixedStream(_head, mark, _length, stream);
        return isUtf8 ? whole : new Utf8Stream(whole, new UnicodeEncoding(isBigEndian, byteOrderMark: false)) { IsGrowing = IsGrowing };
    }
}
