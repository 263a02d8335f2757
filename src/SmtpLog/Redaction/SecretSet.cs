using System;
using System.Text;
using SmtpLog.Lines;

namespace SmtpLog.Redaction;

/// <summary>
/// The secrets of a session in every form in which a server might quote them, and their removal from a line.
/// </summary>
internal sealed class SecretSet
{
    private const int ShortestEncoded = 12;

    /// <summary>What is shorter and not ASCII is hardly a text.</summary>
    private const int ShortestForeign = 24;

    private static readonly Escaping[] s_escapings = [Escaping.Percent, Escaping.Entity, Escaping.Backslash];
    private static readonly Encoding s_latin1 = Encoding.GetEncoding("iso-8859-1");

    private readonly SecretForms _forms = new();
    private readonly UnescapedText _unescaped = new();
    private readonly ByteBuffer _masked = new();
    private bool[] _marks = [];
    private bool[] _otherMarks = [];
    private byte[] _decoded = [];

    public FoldedSecret Folds() => new(_forms);

    /// <summary>Adds a password or a token with its encodings.</summary>
    public void Add(byte[] secret)
    {
        _forms.Add(secret);
        for (int offset = 0; offset < 3; offset++)
        {
            AddBase64(secret, offset);
        }

        string text = Encoding.UTF8.GetString(secret);
        if (text.Length == secret.Length)
        {
            return;
        }

        // Not ASCII: then a change of case or of encoding is one of bytes.
        _forms.Add(Encoding.UTF8.GetBytes(text.ToUpperInvariant()));
        _forms.Add(Encoding.UTF8.GetBytes(text.ToLowerInvariant()));
        byte[] narrow = s_latin1.GetBytes(text);
        if (s_latin1.GetString(narrow) == text)
        {
            _forms.Add(narrow);
        }
    }

    /// <summary>Adds a base64 payload that was sent.</summary>
    public void AddPayload(ReadOnlySpan<byte> payload)
    {
        var rest = payload.WithoutStart(" \t"u8);
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOfAny((byte)' ', (byte)'\t');
            var word = end < 0 ? rest : rest.Slice(0, end);
            _forms.Add(word.WithoutEnd("="u8), isPayload: true);
            rest = rest.Slice(word.Length).WithoutStart(" \t"u8);
        }
    }

    /// <summary>
    /// The same span where nothing had to be masked, else one that is good until the next call. Nothing before
    /// <paramref name="start"/> is changed.
    /// </summary>
    public ReadOnlySpan<byte> Scrub(ReadOnlySpan<byte> line, int start, bool goesOn, FoldedSecret folds)
    {
        bool isSuspect = _forms.MayMatch(line, start) || folds.IsOpen || (goesOn && folds.MayBegin(line.Slice(start)));
        if (!isSuspect && !MayHoldEncoded(line))
        {
            return line;
        }

        var marks = Clear(ref _marks, line.Length);
        bool any = _forms.Mark(line, marks, start);
        any |= MarkEscaped(line, marks, start);
        any |= MarkEncoded(line, marks);
        marks.Slice(0, start).Clear();
        any |= folds.Mark(line, start, goesOn, marks);
        return any && marks.IndexOf(true) >= 0 ? Replace(line, marks) : line;
    }

    private bool MayHoldEncoded(ReadOnlySpan<byte> line)
    {
        if (line.IndexOfAny((byte)'%', (byte)'&', (byte)'\\') >= 0 || (_forms.HaveBlanks && line.IndexOf((byte)'+') >= 0))
        {
            return true;
        }

        int at = 0;
        while (NextEncoded(line, ref at, out int end))
        {
            var decoded = Decode(line.Slice(at, end - at));
            if (IsText(decoded) && (_forms.MayMatch(decoded) || decoded.IndexOfAny((byte)'%', (byte)'&', (byte)'\\') >= 0))
            {
                return true;
            }

            at = end;
        }

        return false;
    }

    /// <summary>False for what base64 gives where it was none but a long word, and for what is no text that was quoted.</summary>
    private static bool IsText(ReadOnlySpan<byte> decoded)
    {
        foreach (byte value in decoded)
        {
            bool isControl = value < ' ' && value is not (0 or 1 or (byte)'\t' or (byte)'\r' or (byte)'\n');
            if (isControl || (value > '~' && decoded.Length < ShortestForeign))
            {
                return false;
            }
        }

        return true;
    }

    private bool MarkEscaped(ReadOnlySpan<byte> line, Span<bool> marks, int start = 0)
    {
        bool any = false;
        foreach (var escaping in s_escapings)
        {
            any |= MarkEscaped(line, escaping, marks, start);
        }

        return _forms.HaveBlanks ? MarkEscaped(line, Escaping.Form, marks, start) || any : any;
    }

    /// <summary>Codes have no escapes: what is unescaped has its words from the same place on.</summary>
    private bool MarkEscaped(ReadOnlySpan<byte> line, Escaping escaping, Span<bool> marks, int start)
    {
        if (!_unescaped.TryRead(line, escaping) || !_forms.MayMatch(_unescaped.Bytes, start))
        {
            return false;
        }

        var found = Clear(ref _otherMarks, _unescaped.Bytes.Length);
        if (!_forms.Mark(_unescaped.Bytes, found, start))
        {
            return false;
        }

        for (int i = 0; i < found.Length; i++)
        {
            if (found[i])
            {
                int origin = _unescaped.OriginOf(i);
                marks.Slice(origin, Math.Max(1, _unescaped.OriginOf(i + 1) - origin)).Fill(true);
            }
        }

        return true;
    }

    /// <summary>Base64 that holds a secret, such as a JSON text, is masked as a whole.</summary>
    private bool MarkEncoded(ReadOnlySpan<byte> line, Span<bool> marks)
    {
        bool any = false;
        int at = 0;
        while (NextEncoded(line, ref at, out int end))
        {
            byte[] decoded = Decode(line.Slice(at, end - at)).ToArray();
            bool[] found = new bool[decoded.Length];
            if (IsText(decoded) && ((_forms.MayMatch(decoded) && _forms.Mark(decoded, found)) || MarkEscaped(decoded, found)))
            {
                marks.Slice(at, end - at).Fill(true);
                any = true;
            }

            at = end;
        }

        return any;
    }

    private ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> digits)
    {
        if (_decoded.Length < digits.Length)
        {
            _decoded = new byte[digits.Length];
        }

        return _decoded.AsSpan(0, Base64Text.Decode(digits, _decoded));
    }

    private static bool NextEncoded(ReadOnlySpan<byte> line, ref int at, out int end)
    {
        end = at;
        while (end < line.Length)
        {
            at = end;
            while (end < line.Length && Base64Text.IsDigit(line[end]))
            {
                end++;
            }

            if (end - at >= ShortestEncoded)
            {
                return true;
            }

            end++;
        }

        return false;
    }

    /// <summary>The part of the base64 that is the same whatever stands before and after the secret.</summary>
    private void AddBase64(byte[] secret, int offset)
    {
        byte[] shifted = new byte[offset + secret.Length];
        secret.CopyTo(shifted, offset);
        byte[] encoded = Encoding.ASCII.GetBytes(Convert.ToBase64String(shifted));
        int from = offset == 0 ? 0 : offset + 1;
        int to = (shifted.Length / 3 * 4) + (shifted.Length % 3);
        if (to - from >= GramFilter.Short)
        {
            _forms.Add(encoded.AsSpan(from, to - from));
        }

        if (offset == 0)
        {
            _forms.Add(encoded.AsSpan(0, ((secret.Length * 8) + 5) / 6));
        }
    }

    private ReadOnlySpan<byte> Replace(ReadOnlySpan<byte> line, ReadOnlySpan<bool> marks)
    {
        _masked.Clear();
        int at = 0;
        while (at < line.Length)
        {
            int first = marks.Slice(at).IndexOf(true);
            if (first < 0)
            {
                break;
            }

            _masked.Append(line.Slice(at, first));
            _masked.Append(Mask.Bytes);
            at += first;
            int length = marks.Slice(at).IndexOf(false);
            at = length < 0 ? line.Length : at + length;
            while (at < line.Length && line[at] == '=')
            {
                at++;
            }
        }

        _masked.Append(line.Slice(at));
        return _masked.Written;
    }

    private static Span<bool> Clear(ref bool[] marks, int length)
    {
        if (marks.Length < length)
        {
            marks = new bool[length];
        }

        var cleared = marks.AsSpan(0, length);
        cleared.Clear();
        return cleared;
    }
}
