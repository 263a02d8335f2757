using System;
using System.Collections.Generic;
using SmtpLog.Lines;
using SmtpLog.Reading;

namespace SmtpLog.Protection;

/// <summary>
/// The lines of a log that went into its parser, until all of them has come out again in records. Records have every byte
/// that is not blank, in order: so each byte has its place, and what no edit touches is handed on as it was.
/// </summary>
internal sealed class LineQueue(IProtectedOutput output)
{
    private const int MostKept = 1024 * 1024;

    private readonly Queue<Line> _lines = new();
    private readonly Queue<Edit> _edits = new();
    private readonly ByteBuffer _line = new();
    private byte[] _bytes = new byte[64 * 1024];
    private int _start;
    private int _covered;
    private int _end;

    /// <summary>True from the first record on: nothing is known of a log before it.</summary>
    private bool _isOpen;

    public void Add(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end)
    {
        MakeRoom(text.Length + end.Length);
        text.CopyTo(_bytes.AsSpan(_end));
        end.CopyTo(_bytes.AsSpan(_end + text.Length));
        _lines.Enqueue(new Line(text.Length, end.Length, LengthWithoutBlanks(text)));
        _end += text.Length + end.Length;
        Release();
    }

    /// <summary>The next record, and what of it is to be replaced, in order.</summary>
    /// <exception cref="InvalidOperationException">It does not go on where the last one ended.</exception>
    public void Cover(ReadOnlySpan<byte> raw, List<Edit> edits)
    {
        int at = 0;
        _isOpen = true;
        foreach (Edit edit in edits)
        {
            Walk(raw, at, edit.Start);
            SkipTo(raw, edit.Start);
            int start = _covered;
            Walk(raw, edit.Start, edit.End);
            at = edit.End;
            _edits.Enqueue(new Edit(start, _covered - start, edit.Text));
        }

        Walk(raw, at, raw.Length);
        Release();
    }

    /// <summary>The log is over.</summary>
    /// <exception cref="InvalidOperationException">Some of it came in no record.</exception>
    public void Complete()
    {
        _isOpen = true;
        Release();
        if (_lines.Count > 0)
        {
            throw Lost();
        }
    }

    /// <summary>Records may lack blanks and byte order marks at the end of a line.</summary>
    private static int LengthWithoutBlanks(ReadOnlySpan<byte> text)
    {
        text = Blank.TrimEnd(text);
        while (text.EndsWith(Blank.ByteOrderMark))
        {
            text = Blank.TrimEnd(text.Slice(0, text.Length - Blank.ByteOrderMark.Length));
        }

        return text.Length;
    }

    private static InvalidOperationException Lost() => new("The records of the log do not have all of its bytes.");

    private void Walk(ReadOnlySpan<byte> raw, int from, int to)
    {
        var part = raw.Slice(from, to - from);
        if (_bytes.AsSpan(_covered, _end - _covered).StartsWith(part))
        {
            _covered += part.Length;
            return;
        }

        for (int at = from; (at += Blank.CountLeading(raw.Slice(at, to - at))) < to; at++)
        {
            SkipTo(raw, at);
            _covered++;
        }
    }

    /// <summary>Skips what is blank up to the byte of the record, which is not, unless an edit begins with a byte order mark.</summary>
    private void SkipTo(ReadOnlySpan<byte> raw, int at)
    {
        ReadOnlySpan<byte> mark = Blank.ByteOrderMark;
        while (true)
        {
            var rest = _bytes.AsSpan(_covered, _end - _covered);
            bool isMark = rest.StartsWith(mark) && !raw.Slice(at).StartsWith(mark);
            if (!isMark && !rest.IsEmpty && rest[0] == raw[at])
            {
                return;
            }

            if (!isMark && (rest.IsEmpty || !Blank.Is(rest[0])))
            {
                throw Lost();
            }

            _covered += isMark ? mark.Length : 1;
        }
    }

    private void Release()
    {
        while (_isOpen && _lines.Count > 0 && _covered >= _start + _lines.Peek().Needed)
        {
            Line line = _lines.Dequeue();
            output.Line(Edited(_start, line.Length), _bytes.AsSpan(_start + line.Length, line.EndLength));
            _start += line.Length + line.EndLength;
            _covered = Math.Max(_covered, _start);
        }
    }

    private ReadOnlySpan<byte> Edited(int start, int length)
    {
        int end = start + length;
        if (_edits.Count == 0 || _edits.Peek().Start >= end)
        {
            return _bytes.AsSpan(start, length);
        }

        _line.Clear();
        while (_edits.Count > 0 && _edits.Peek().Start < end)
        {
            Edit edit = _edits.Dequeue();
            _line.Append(_bytes.AsSpan(start, edit.Start - start));
            _line.Append(edit.Text);
            start = edit.End;
        }

        _line.Append(_bytes.AsSpan(start, end - start));
        return _line.Written;
    }

    private void MakeRoom(int length)
    {
        if (_bytes.Length - _end >= length)
        {
            return;
        }

        int held = _end - _start;
        byte[] target = _bytes;
        if (held + length > _bytes.Length || (_bytes.Length > MostKept && held + length < MostKept))
        {
            target = new byte[Math.Max(64 * 1024, (held + length) * 2)];
        }

        Buffer.BlockCopy(_bytes, _start, target, 0, held);
        _bytes = target;
        for (int i = _edits.Count; i > 0; i--)
        {
            Edit edit = _edits.Dequeue();
            _edits.Enqueue(new Edit(edit.Start - _start, edit.Length, edit.Text));
        }

        _covered -= _start;
        _end = held;
        _start = 0;
    }

    /// <param name="length">Without its end.</param>
    /// <param name="endLength">Of the line end.</param>
    /// <param name="needed">Up to the last byte that is not blank.</param>
    private readonly struct Line(int length, int endLength, int needed)
    {
        public int Length { get; } = length;

        public int EndLength { get; } = endLength;

        public int Needed { get; } = needed;
    }
}
