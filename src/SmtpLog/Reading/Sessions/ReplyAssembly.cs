using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>Puts the lines of a reply together and holds the last one; strings are made of it only when asked for.</summary>
internal sealed class ReplyAssembly(Repeated repeated)
{
    /// <summary>More of a reply is not put together: a server may send any amount.</summary>
    private const int MostBytes = 256 * 1024;

    private byte[] _bytes = new byte[256];
    private int _length;
    private int _code;
    private string? _enhancedCode;
    private bool _isOpen;

    /// <summary>Takes a server line; true where it is the last of a reply.</summary>
    public bool Add(ref LogRecord record)
    {
        if (!_isOpen)
        {
            _length = 0;
            _code = record.Code;
            _enhancedCode = record.EnhancedCode;
        }

        Append(record.Text);
        if (record.Code == 0)
        {
            return false;
        }

        _isOpen = record.IsContinued;
        return !_isOpen;
    }

    /// <summary>The other side spoke: no more of it will come.</summary>
    public void Abandon() => _isOpen = false;

    /// <summary>What the server said last; code 0 where it was no reply.</summary>
    public SessionReply Read(SmtpStage? stage) => repeated.Reply(_bytes.AsSpan(0, _length), _code, _enhancedCode, stage);

    private void Append(ReadOnlySpan<byte> text)
    {
        int needed = _length + text.Length + 1;
        if (needed > MostBytes)
        {
            return;
        }

        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        }

        if (_length > 0)
        {
            _bytes[_length++] = (byte)'\n';
        }

        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
    }
}
