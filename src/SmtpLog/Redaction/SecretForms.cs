using System;
using System.Collections.Generic;

namespace SmtpLog.Redaction;

/// <summary>Secrets as bytes that may be quoted, in lower case, and where they stand in a text.</summary>
/// <param name="inPieces">Whether pieces of them count too.</param>
internal sealed class SecretForms(bool inPieces)
{
    /// <summary>A shorter secret is taken as a whole word only: else it would destroy the log.</summary>
    private const int ShortestAnywhere = GramFilter.Short;

    /// <summary>A piece of a secret that is at least as long is masked wherever it stands: a reply may be cut anywhere.</summary>
    private const int ShortestPiece = GramFilter.Long;

    /// <summary>The same for a payload, which has harmless words in it: less only where nothing is around it.</summary>
    private const int ShortestInnerPiece = 16;

    /// <summary>More are not looked through one after the other.</summary>
    private const int MostUnsorted = 64;

    private readonly List<byte[]> _forms = [];
    private readonly List<byte[]> _payloads = [];
    private readonly List<byte[]> _words = [];
    private readonly GramFilter _filter = new(inPieces);
    private Dictionary<uint, List<byte[]>>? _byStart;
    private int _filled;

    /// <summary>True where one has a blank inside, which forms on web pages write as <c>+</c>.</summary>
    public bool HaveBlanks { get; private set; }

    /// <summary>Those that are not short.</summary>
    public IReadOnlyList<byte[]> All => _forms;

    /// <param name="form">What may be quoted.</param>
    /// <param name="isPayload">True where not all of it is secret.</param>
    public void Add(ReadOnlySpan<byte> form, bool isPayload = false)
    {
        byte[] lower = AsciiText.Lower(form);
        bool isWord = lower.Length < ShortestAnywhere;
        List<byte[]>? alike = isWord ? _words : WithStart(lower);
        if (lower.Length == 0 || alike?.Exists(known => known.AsSpan().SequenceEqual(lower)) == true)
        {
            return;
        }

        if (isWord)
        {
            _words.Add(lower);
        }
        else
        {
            _forms.Add(lower);
            Sort(lower);
        }

        if (isPayload)
        {
            _payloads.Add(lower);
        }

        HaveBlanks |= form.IndexOf((byte)' ') >= 0;
    }

    /// <summary>False where the text, which has words from <paramref name="start"/> on, has certainly nothing of any secret in it.</summary>
    public bool MayMatch(ReadOnlySpan<byte> text, int start = 0)
    {
        Fill();
        if (_filter.MayMatch(text))
        {
            return true;
        }

        foreach (byte[] word in _words)
        {
            if (FindWord(text.Slice(start), word, 0) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Marks what is secret in the text, which has words from <paramref name="start"/> on. True where anything was.</summary>
    public bool Mark(ReadOnlySpan<byte> text, Span<bool> marks, int start = 0)
    {
        Fill();
        bool any = MarkWhole(text, marks);
        foreach (byte[] word in _words)
        {
            for (int at = 0; (at = FindWord(text.Slice(start), word, at)) >= 0; at++)
            {
                marks.Slice(start + at, word.Length).Fill(true);
                any = true;
            }
        }

        return (inPieces && MarkPieces(AsciiText.Lower(text), marks)) || any;
    }

    private bool MarkWhole(ReadOnlySpan<byte> text, Span<bool> marks)
    {
        bool any = false;
        for (int at = 0; at <= text.Length - ShortestAnywhere; at++)
        {
            List<byte[]>? forms = _filter.MayBegin(text, at) ? WithStart(text.Slice(at)) : null;
            for (int i = 0; i < forms?.Count; i++)
            {
                if (AsciiText.HasAt(text, at, forms[i]))
                {
                    marks.Slice(at, forms[i].Length).Fill(true);
                    any = true;
                }
            }
        }

        return any;
    }

    /// <summary>Those that may begin as the text does; null where none does.</summary>
    private List<byte[]>? WithStart(ReadOnlySpan<byte> text) =>
        _byStart is null ? _forms : _byStart.TryGetValue(GramFilter.Start(text), out List<byte[]>? forms) ? forms : null;

    private void Sort(byte[] form)
    {
        if (_byStart is null && _forms.Count <= MostUnsorted)
        {
            return;
        }

        bool isFirst = _byStart is null;
        _byStart ??= [];
        foreach (byte[] one in isFirst ? _forms : (IReadOnlyList<byte[]>)[form])
        {
            uint start = GramFilter.Start(one);
            if (!_byStart.TryGetValue(start, out List<byte[]>? alike))
            {
                alike = [];
                _byStart.Add(start, alike);
            }

            alike.Add(one);
        }
    }

    private void Fill()
    {
        for (; _filled < _forms.Count; _filled++)
        {
            if (!_filter.TryAdd(_forms[_filled]))
            {
                _filter.Fill(_forms);
                _filled = _forms.Count;
                break;
            }
        }
    }

    private bool MarkPieces(ReadOnlySpan<byte> lower, Span<bool> marks)
    {
        bool any = false;
        int at = 0;
        while (at <= lower.Length - ShortestPiece)
        {
            int length = _filter.MayHoldPiece(lower, at) ? PieceAt(lower, at) : 0;
            marks.Slice(at, length).Fill(true);
            any |= length > 0;

            // The next piece may begin inside of this one.
            at += Math.Max(1, length - ShortestPiece + 1);
        }

        return any;
    }

    /// <summary>How much of the text from there on stands in a secret.</summary>
    private int PieceAt(ReadOnlySpan<byte> lower, int at)
    {
        int longest = 0;
        var text = lower.Slice(at);
        foreach (byte[] form in _forms)
        {
            int found = form.AsSpan().IndexOf(text.Slice(0, ShortestPiece));
            int length = found < 0 ? 0 : CommonLength(text, form.AsSpan(found));
            if (length > longest && (length >= ShortestInnerPiece || !_payloads.Contains(form) || IsAlone(lower, at, length)))
            {
                longest = length;
            }
        }

        return longest;
    }

    private static bool IsAlone(ReadOnlySpan<byte> text, int at, int length) =>
        (at == 0 || !Base64Text.IsDigit(text[at - 1])) && (at + length == text.Length || !Base64Text.IsDigit(text[at + length]));

    public static int CommonLength(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int length = 0;
        while (length < a.Length && length < b.Length && a[length] == b[length])
        {
            length++;
        }

        return length;
    }

    private static int FindWord(ReadOnlySpan<byte> text, byte[] word, int from)
    {
        byte first = word[0];
        byte capital = first is >= (byte)'a' and <= (byte)'z' ? (byte)(first - 0x20) : first;
        int at = from;
        while (at < text.Length)
        {
            int next = text.Slice(at).IndexOfAny(first, capital);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (AsciiText.HasAt(text, at, word) && !IsJoined(text, at - 1, -1) && !IsJoined(text, at + word.Length, 1))
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    /// <summary>True where the word goes on at <paramref name="at"/>, be it behind a mark such as the dots of <c>5.7.8</c>.</summary>
    private static bool IsJoined(ReadOnlySpan<byte> text, int at, int step)
    {
        if (at >= 0 && at < text.Length && text[at] is (byte)'.' or (byte)'-' or (byte)'@' or (byte)'+' or (byte)'/')
        {
            at += step;
        }

        return at >= 0 && at < text.Length
            && (text[at] >= 0x80 || text[at] == '_' || text[at] is >= (byte)'0' and <= (byte)'9' || (text[at] | 0x20) is >= 'a' and <= 'z');
    }
}
