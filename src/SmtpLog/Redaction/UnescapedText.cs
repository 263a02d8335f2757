using System;
using System.Text;

namespace SmtpLog.Redaction;

/// <summary>A text without its escapes, that knows where each of its bytes stood.</summary>
internal sealed class UnescapedText
{
    private const int LongestEntity = 10;

    private byte[] _bytes = [];
    private int[] _origins = [];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    private static ReadOnlySpan<byte> LineEndMark => "[nl]"u8;

    /// <summary>Where the escape of the byte began in the text; at the end, the text's length.</summary>
    public int OriginOf(int index) => _origins[index];

    /// <summary>False where the text has no such escapes.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, Escaping escaping)
    {
        if (!HasEscapes(text, escaping))
        {
            return false;
        }

        if (_bytes.Length <= text.Length)
        {
            _bytes = new byte[text.Length + 1];
            _origins = new int[text.Length + 1];
        }

        _length = 0;
        int at = 0;
        while (at < text.Length)
        {
            int used = Unescape(text.Slice(at), at, escaping);
            if (used == 0)
            {
                Append(text[at], at);
                used = 1;
            }

            at += used;
        }

        _origins[_length] = text.Length;
        return true;
    }

    /// <summary>True where the text has an escape of <see cref="Escaping.QuotedPrintable"/>; its mark alone is in many texts.</summary>
    public static bool HasQuotedPrintable(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (text.Slice(at).IndexOf((byte)'=') is var next and >= 0)
        {
            at += next + 1;
            if (HexDigit(text, at) >= 0 && HexDigit(text, at + 1) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasEscapes(ReadOnlySpan<byte> text, Escaping escaping) => escaping switch
    {
        Escaping.None => false,
        Escaping.Percent => text.IndexOf((byte)'%') >= 0,
        Escaping.Form => text.IndexOf((byte)'+') >= 0,
        Escaping.Entity => text.IndexOf((byte)'&') >= 0,
        Escaping.QuotedPrintable => HasQuotedPrintable(text),
        Escaping.DoubledQuote => text.IndexOf("\"\""u8) >= 0,
        Escaping.BracketedLineEnd => text.IndexOf(LineEndMark) >= 0,
        _ => text.IndexOf((byte)'\\') >= 0,
    };

    /// <summary>The bytes that the escape takes; 0 where there is none.</summary>
    private int Unescape(ReadOnlySpan<byte> text, int origin, Escaping escaping)
    {
        switch (escaping, text[0])
        {
            case (Escaping.Percent or Escaping.Form, (byte)'%'):
                return Append(Hex(text, 1, 2), origin, 3);
            case (Escaping.Form, (byte)'+'):
                return Append(' ', origin, 1);
            case (Escaping.Entity, (byte)'&'):
                return Entity(text, origin);
            case (Escaping.Backslash or Escaping.Code, (byte)'\\') when text.Length > 1:
                return Backslash(text, origin, escaping == Escaping.Code);
            case (Escaping.QuotedPrintable, (byte)'='):
                return Append(Hex(text, 1, 2), origin, 3);
            case (Escaping.DoubledQuote, (byte)'"') when text.Length > 1 && text[1] == '"':
                return Append('"', origin, 2);
            case (Escaping.BracketedLineEnd, (byte)'[') when text.StartsWith(LineEndMark):
                return Append('\n', origin, LineEndMark.Length);
            default:
                return 0;
        }
    }

    private int Entity(ReadOnlySpan<byte> text, int origin)
    {
        int end = text.Slice(0, Math.Min(text.Length, LongestEntity)).IndexOf((byte)';');
        if (end < 2)
        {
            return 0;
        }

        string name = Encoding.ASCII.GetString(text.Slice(0, end + 1).ToArray());
        string plain = name == "&apos;" ? "'" : System.Net.WebUtility.HtmlDecode(name);
        if (plain == name)
        {
            return 0;
        }

        foreach (byte value in Encoding.UTF8.GetBytes(plain))
        {
            Append(value, origin);
        }

        return end + 1;
    }

    private int Backslash(ReadOnlySpan<byte> text, int origin, bool isCode) => text[1] switch
    {
        (byte)'u' when Hex(text, 2, 4) is >= 0 and var code => Utf16(text, code, origin),
        (byte)'x' when Hex(text, 2, 2) is >= 0 and var code => Append(code, origin, 4),
        (byte)'t' => Append('\t', origin, 2),
        (byte)'r' when isCode => Append('\r', origin, 2),
        (byte)'n' when isCode => Append('\n', origin, 2),
        (byte)'b' when isCode => Append('\b', origin, 2),
        (byte)'f' when isCode => Append('\f', origin, 2),
        (byte)'r' or (byte)'n' or (byte)'b' or (byte)'f' => 0,
        var value => Append(value, origin, 2),
    };

    /// <summary>One or, where they are a pair of surrogates, two units of UTF-16.</summary>
    private int Utf16(ReadOnlySpan<byte> text, int code, int origin)
    {
        bool isPair = char.IsHighSurrogate((char)code) && text.Length >= 12 && text[6] == '\\' && text[7] == 'u';
        int low = isPair ? Hex(text, 8, 4) : -1;
        bool isWhole = low >= 0 && char.IsLowSurrogate((char)low);
        foreach (byte value in Encoding.UTF8.GetBytes(isWhole ? new string([(char)code, (char)low]) : ((char)code).ToString()))
        {
            Append(value, origin);
        }

        return isWhole ? 12 : 6;
    }

    private int Append(int value, int origin, int used)
    {
        if (value < 0)
        {
            return 0;
        }

        Append((byte)value, origin);
        return used;
    }

    private void Append(byte value, int origin)
    {
        _origins[_length] = origin;
        _bytes[_length++] = value;
    }

    private static int Hex(ReadOnlySpan<byte> text, int start, int length)
    {
        int code = 0;
        for (int at = start; at < start + length; at++)
        {
            int digit = HexDigit(text, at);
            if (digit < 0)
            {
                return -1;
            }

            code = (code << 4) | digit;
        }

        return code;
    }

    private static int HexDigit(ReadOnlySpan<byte> text, int at) =>
        at >= text.Length ? -1
        : text[at] is >= (byte)'0' and <= (byte)'9' ? text[at] - '0'
        : (text[at] | 0x20) is >= 'a' and <= 'f' ? (text[at] | 0x20) - 'a' + 10
        : -1;
}
