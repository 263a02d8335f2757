using System;
using System.Collections.Generic;
using SmtpLog.Reading.Dialects.Programs;

namespace SmtpLog.Protection;

/// <summary>
/// What was said in a dump of curl's (--trace, --trace-ascii), with the place of each of its bytes. A dump counts its bytes:
/// what is hidden in it keeps its length, one asterisk for each byte.
/// </summary>
internal sealed class DumpText
{
    private const int Width = 16;

    private readonly HexDump _hex = new();
    private readonly List<byte> _text = [];
    private readonly List<Place> _places = [];

    public byte[] Read(ReadOnlySpan<byte> raw)
    {
        _text.Clear();
        _places.Clear();
        int next = Math.Max(0, raw.IndexOf((byte)'\n'));
        int size = SizeOf(raw.Slice(0, next));
        int end = 0;
        while (next < raw.Length)
        {
            int start = next + 1;
            int length = raw.Slice(start).IndexOf((byte)'\n');
            next = length < 0 ? raw.Length : start + length;
            var line = raw.Slice(start, next - start);
            if (HexDump.TryReadOffset(line, out int offset, out int text))
            {
                Line(line, start, offset, text, size, ref end);
            }
        }

        return [.. _text];
    }

    /// <summary>What takes the place of the marked bytes.</summary>
    public void Hide(ReadOnlySpan<bool> marks, List<Edit> edits)
    {
        int first = edits.Count;
        bool isHidden = false;
        for (int i = 0; i < marks.Length; i++)
        {
            // What fills up base64 goes with it.
            isHidden = marks[i] || (isHidden && _text[i] == '=');
            if (!isHidden || _places[i].Shown < 0)
            {
                continue;
            }

            edits.Add(new Edit(_places[i].Shown, 1, [(byte)'*']));
            if (_places[i].Digits >= 0)
            {
                edits.Add(new Edit(_places[i].Digits, 2, [(byte)'2', (byte)'a']));
            }
        }

        edits.Sort(first, edits.Count - first, Comparer<Edit>.Create(static (a, b) => a.Start.CompareTo(b.Start)));
    }

    private static int SizeOf(ReadOnlySpan<byte> head)
    {
        // The comma of the size is behind that of a time.
        int mark = Math.Max(head.IndexOf("=> Send "u8), head.IndexOf("<= Recv "u8));
        return mark >= 0 && CurlMark.TryReadSize(head.Slice(mark), out int size) ? size : 0;
    }

    private void Line(ReadOnlySpan<byte> line, int start, int offset, int text, int size, ref int end)
    {
        if (_hex.TryRead(line.Slice(text), size - offset))
        {
            for (int i = 0; i < _hex.Bytes.Length; i++)
            {
                Add(_hex.Bytes[i], start + text + (3 * Width) + i, start + text + (3 * i));
            }

            end = offset + _hex.Bytes.Length;
            return;
        }

        if (offset != end && _text.Count > 0)
        {
            Add((byte)'\n', -1, -1);
        }

        for (int i = text; i < line.Length; i++)
        {
            Add(line[i], start + i, -1);
        }

        end = offset + Math.Min(line.Length - text, CurlDump.AsciiWidth);
    }

    private void Add(byte value, int shown, int digits)
    {
        _text.Add(value);
        _places.Add(new Place(shown, digits));
    }

    /// <param name="shown">Where the byte stands as text; -1 for a line end that the dump does not show.</param>
    /// <param name="digits">Where it stands as two digits; -1 where it does not.</param>
    private readonly struct Place(int shown, int digits)
    {
        public int Shown { get; } = shown;

        public int Digits { get; } = digits;
    }
}
