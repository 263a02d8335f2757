using System;
using System.Collections.Generic;

namespace SmtpLog.Redaction;

/// <summary>
/// Follows a secret that a server has cut in two: with blanks or quotes in a line, or over the lines of a reply. The
/// piece behind a piece is masked however short it is.
/// </summary>
internal sealed class FoldedSecret(SecretForms forms)
{
    private const int ShortestBeginning = 4;
    private const int Clue = GramFilter.Long;

    /// <summary>What would come next, if the piece at the end of the last line goes on.</summary>
    private readonly List<ArraySegment<byte>> _open = [];

    public bool IsOpen => _open.Count > 0;

    public void Forget() => _open.Clear();

    /// <summary>True where the words, another line of which follows, end with the beginning of a secret.</summary>
    public bool MayBegin(ReadOnlySpan<byte> words)
    {
        foreach (byte[] form in forms.All)
        {
            if (BeginningAtEnd(words, form) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Marks what goes on from a piece that is marked already, and remembers what is open at the end.</summary>
    /// <param name="text">The line.</param>
    /// <param name="start">Where its words begin, behind the codes.</param>
    /// <param name="goesOn">Whether another line of the same reply follows.</param>
    /// <param name="marks">What is secret.</param>
    public bool Mark(ReadOnlySpan<byte> text, int start, bool goesOn, Span<bool> marks)
    {
        byte[] lower = AsciiText.Lower(text);
        bool any = Continue(lower, SkipSeparators(lower, start), marks);
        for (int i = start; i < lower.Length; i++)
        {
            bool isEnd = marks[i] && (i + 1 == lower.Length || !marks[i + 1]);
            if (!isEnd)
            {
                continue;
            }

            int next = SkipSeparators(lower, i + 1);
            Open(Run(lower, marks, i));
            if (next == lower.Length)
            {
                return any;
            }

            any |= next > i + 1 && Continue(lower, next, marks);
        }

        Forget();
        return (goesOn && MarkBeginning(lower.AsSpan(start), marks.Slice(start))) || any;
    }

    private bool Continue(ReadOnlySpan<byte> lower, int at, Span<bool> marks)
    {
        int longest = 0;
        foreach (var rest in _open)
        {
            int length = SecretForms.CommonLength(lower.Slice(at), rest);
            int end = at + length;
            bool isPiece = length >= ShortestBeginning || length == rest.Count
                || end == lower.Length || !Base64Text.IsDigit(lower[end]);
            longest = isPiece ? Math.Max(longest, length) : longest;
        }

        marks.Slice(at, longest).Fill(true);
        return longest > 0;
    }

    private bool MarkBeginning(ReadOnlySpan<byte> lower, Span<bool> marks)
    {
        int longest = 0;
        int end = TrimSeparators(lower);
        foreach (byte[] form in forms.All)
        {
            int length = BeginningAtEnd(lower, form);
            longest = Math.Max(longest, length);
            if (length > 0)
            {
                _open.Add(new ArraySegment<byte>(form, length, form.Length - length));
            }
        }

        marks.Slice(end - longest, longest).Fill(true);
        return longest > 0;
    }

    private void Open(ReadOnlySpan<byte> run)
    {
        Forget();
        var clue = run.Slice(Math.Max(0, run.Length - Clue));
        foreach (byte[] form in forms.All)
        {
            int at = form.AsSpan().IndexOf(clue);
            if (at >= 0 && at + clue.Length < form.Length)
            {
                _open.Add(new ArraySegment<byte>(form, at + clue.Length, form.Length - at - clue.Length));
            }
        }
    }

    private static ReadOnlySpan<byte> Run(ReadOnlySpan<byte> lower, ReadOnlySpan<bool> marks, int last)
    {
        int first = last;
        while (first > 0 && marks[first - 1])
        {
            first--;
        }

        return lower.Slice(first, last - first + 1);
    }

    private static int BeginningAtEnd(ReadOnlySpan<byte> text, byte[] form)
    {
        int end = TrimSeparators(text);
        for (int length = Math.Min(form.Length - 1, end); length >= ShortestBeginning; length--)
        {
            if (AsciiText.Lower(text[end - length]) == form[0] && AsciiText.HasAt(text.Slice(0, end), end - length, form.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }

    private static int SkipSeparators(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && IsSeparator(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int TrimSeparators(ReadOnlySpan<byte> text)
    {
        int end = text.Length;
        while (end > 0 && IsSeparator(text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private static bool IsSeparator(byte value) => value is <= (byte)' ' or (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)'<' or (byte)'>' or (byte)'=' or (byte)',' or (byte)';';
}
