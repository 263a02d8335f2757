using System;
using System.Text;
using SmtpLog.Lines;

namespace SmtpLog.Redaction;

/// <summary>
/// Secrets in every form in which a server might quote them, and their removal from a line.
/// </summary>
/// <param name="inPieces">
/// Whether they are looked for in pieces too, as a server's reply to their session may have them. Without, there may be
/// any number of them, and as little as possible is taken for a secret by chance.
/// </param>
internal sealed class SecretSet(bool inPieces = true)
{
    private const int ShortestEncoded = 12;

    /// <summary>Of the base64 that does not begin with the secret, what is shorter is met by chance.</summary>
    private const int ShortestInner = 6;

    /// <summary>What is shorter and not ASCII is hardly a text.</summary>
    private const int ShortestForeign = 24;

    private static readonly Escaping[] s_escapings = [Escaping.Percent, Escaping.Entity, Escaping.Backslash, Escaping.QuotedPrintable];
    private static readonly Encoding s_latin1 = Encoding.GetEncoding("iso-8859-1");

    private readonly SecretForms _forms = new(inPieces);
    private ByteBuffer? _masked;

    /// <summary>True where no secret was added.</summary>
    public bool IsEmpty { get; private set; } = true;

    public FoldedSecret Folds() => new(_forms);

    /// <summary>Adds a password or a token with its encodings.</summary>
    public void Add(byte[] secret)
    {
        IsEmpty = false;
        _forms.Add(secret);
        for (int offset = 0; offset < 3; offset++)
        {
            AddBase64(secret, offset);
        }

        string text = Encoding.UTF8.GetString(secret);
        if (text.Length >= GramFilter.Short)
        {
            // As it is in base64 of Windows' making.
            _forms.Add(Encoding.Unicode.GetBytes(text));
        }

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
        IsEmpty = false;
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
        var marks = Find(line, start, goesOn, folds);
        return marks.IsEmpty ? line : Replace(line, marks);
    }

    /// <summary>Adds to <paramref name="marks"/> what is secret in the line, from <paramref name="start"/> on. True where anything is.</summary>
    public bool Mark(ReadOnlySpan<byte> line, int start, bool goesOn, FoldedSecret? folds, Span<bool> marks)
    {
        var found = Find(line, start, goesOn, folds);
        for (int i = 0; i < found.Length; i++)
        {
            marks[i] |= found[i];
        }

        return !found.IsEmpty;
    }

    /// <summary>What is secret in the line, good until the next call; empty where nothing is.</summary>
    private Span<bool> Find(ReadOnlySpan<byte> line, int start, bool goesOn, FoldedSecret? folds)
    {
        bool isSuspect = _forms.MayMatch(line, start) || folds is { IsOpen: true } || (goesOn && folds?.MayBegin(line.Slice(start)) == true);
        if (!isSuspect && !MayHoldEncoded(line))
        {
            return default;
        }

        var marks = SearchSpace.Current.Marks(line.Length);
        bool any = _forms.Mark(line, marks, start);
        any |= MarkEscaped(line, marks, start);
        any |= MarkEncoded(line, marks);
        marks.Slice(0, start).Clear();
        any |= folds?.Mark(line, start, goesOn, marks) == true;
        return any && marks.IndexOf(true) >= 0 ? marks : default;
    }

    private bool MayHoldEncoded(ReadOnlySpan<byte> line)
    {
        if (line.IndexOfAny((byte)'%', (byte)'&', (byte)'\\') >= 0 || UnescapedText.HasQuotedPrintable(line) || (_forms.HaveBlanks && line.IndexOf((byte)'+') >= 0))
        {
            return true;
        }

        int at = 0;
        while (NextEncoded(line, ref at, out int end))
        {
            var decoded = SearchSpace.Current.Decode(line.Slice(at, end - at));
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
        UnescapedText text = SearchSpace.Current.Unescaped;
        if (!text.TryRead(line, escaping) || !_forms.MayMatch(text.Bytes, start))
        {
            return false;
        }

        var found = SearchSpace.Current.OtherMarks(text.Bytes.Length);
        if (!_forms.Mark(text.Bytes, found, start))
        {
            return false;
        }

        for (int i = 0; i < found.Length; i++)
        {
            if (found[i])
            {
                int origin = text.OriginOf(i);
                marks.Slice(origin, Math.Max(1, text.OriginOf(i + 1) - origin)).Fill(true);
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
            byte[] decoded = SearchSpace.Current.Decode(line.Slice(at, end - at)).ToArray();
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
        if (to - from >= (inPieces ? GramFilter.Short : ShortestInner))
        {
            _forms.Add(encoded.AsSpan(from, to - from));
        }

        if (offset == 0 && (inPieces || secret.Length >= GramFilter.Short))
        {
            _forms.Add(encoded.AsSpan(0, ((secret.Length * 8) + 5) / 6));
        }
    }

    private ReadOnlySpan<byte> Replace(ReadOnlySpan<byte> line, ReadOnlySpan<bool> marks)
    {
        _masked ??= new ByteBuffer();
        _masked.Clear();
        Mask.Append(line, marks, _masked);
        return _masked.Written;
    }
}
