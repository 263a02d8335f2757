using System;
using System.Text;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>
/// Reads a string or bytes as Python writes them (<c>repr</c>). Line ends become line feeds, the last one is dropped;
/// what is no escape of Python's stays as it stands.
/// </summary>
internal sealed class PythonString
{
    private const int MostKept = 64 * 1024;

    private byte[] _buffer = new byte[256];
    private int _length;
    private int _innerStart;
    private int _innerLength;

    /// <summary>What was read, UTF-8, valid until the next reading.</summary>
    public ReadOnlySpan<byte> Text => _buffer.AsSpan(0, _length);

    /// <summary>What stood between the quotes of the text that was read last.</summary>
    public ReadOnlySpan<byte> Inner(ReadOnlySpan<byte> text) => text.Slice(_innerStart, _innerLength);

    /// <summary>True where such a string begins.</summary>
    public static bool Starts(ReadOnlySpan<byte> text) => QuoteAt(text) >= 0;

    /// <summary>Reads the string; false where it does not end with the text.</summary>
    public bool Read(ReadOnlySpan<byte> text)
    {
        int quoteAt = QuoteAt(text);
        byte quote = text[quoteAt];
        bool isBytes = text[0] is (byte)'b' or (byte)'B';
        ReadOnlySpan<byte> trimmed = Blank.TrimEnd(text);
        bool isClosed = IsClosed(trimmed, quoteAt + 1, quote);
        ReadOnlySpan<byte> inner = isClosed ? trimmed.Slice(quoteAt + 1, trimmed.Length - quoteAt - 2) : text.Slice(quoteAt + 1);
        _innerStart = quoteAt + 1;
        _innerLength = inner.Length;
        Reserve(inner.Length);
        for (int at = 0; at < inner.Length;)
        {
            if (inner[at] == '\\' && at + 1 < inner.Length)
            {
                at += ReadEscape(inner.Slice(at), isBytes);
            }
            else
            {
                _buffer[_length++] = inner[at++];
            }
        }

        NormalizeLineEnds();
        return isClosed;
    }

    /// <summary>The first quote that no backslash hides is the last byte.</summary>
    private static bool IsClosed(ReadOnlySpan<byte> text, int start, byte quote)
    {
        for (int at = start; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == quote)
            {
                return at == text.Length - 1;
            }
        }

        return false;
    }

    private static int QuoteAt(ReadOnlySpan<byte> text)
    {
        int at = !text.IsEmpty && text[0] is (byte)'b' or (byte)'B' or (byte)'u' ? 1 : 0;
        return at < text.Length && text[at] is (byte)'\'' or (byte)'"' ? at : -1;
    }

    private static int ReadHex(ReadOnlySpan<byte> text, int digits)
    {
        if (text.Length < digits)
        {
            return -1;
        }

        int value = 0;
        for (int i = 0; i < digits; i++)
        {
            int digit = text[i] is >= (byte)'0' and <= (byte)'9' ? text[i] - '0'
                : (text[i] | 0x20) is >= 'a' and <= 'f' ? (text[i] | 0x20) - 'a' + 10
                : -1;
            if (digit < 0)
            {
                return -1;
            }

            value = unchecked((value << 4) | digit);
        }

        return value;
    }

    /// <summary>Reads one escape and returns its length. What it stands for is never longer.</summary>
    private int ReadEscape(ReadOnlySpan<byte> text, bool isBytes)
    {
        byte kind = text[1];
        int plain = kind switch
        {
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'\\' or (byte)'\'' or (byte)'"' => kind,
            _ => -1,
        };
        if (plain >= 0)
        {
            _buffer[_length++] = (byte)plain;
            return 2;
        }

        int digits = kind switch
        {
            (byte)'x' => 2,
            (byte)'u' => 4,
            (byte)'U' => 8,
            _ => 0,
        };
        int value = digits == 0 || (isBytes && digits > 2) ? -1 : ReadHex(text.Slice(2), digits);
        if (value is < 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
        {
            _buffer[_length++] = text[0];
            return 1;
        }

        if (isBytes)
        {
            _buffer[_length++] = (byte)value;
        }
        else
        {
            byte[] encoded = Encoding.UTF8.GetBytes(char.ConvertFromUtf32(value));
            encoded.CopyTo(_buffer, _length);
            _length += encoded.Length;
        }

        return 2 + digits;
    }

    private void NormalizeLineEnds()
    {
        int to = 0;
        for (int at = 0; at < _length; at++)
        {
            if (_buffer[at] != '\r' || at + 1 == _length || _buffer[at + 1] != '\n')
            {
                _buffer[to++] = _buffer[at];
            }
        }

        _length = to > 0 && _buffer[to - 1] == '\n' ? to - 1 : to;
    }

    private void Reserve(int length)
    {
        _length = 0;
        if (_buffer.Length < length || (_buffer.Length > MostKept && length < MostKept))
        {
            _buffer = new byte[Math.Max(length, 256)];
        }
    }
}
