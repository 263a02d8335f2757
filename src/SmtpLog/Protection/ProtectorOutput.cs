using System;
using System.Collections.Generic;
using SmtpLog.Reading;
using SmtpLog.Redaction;
using SmtpLog.Redaction.Foreign;

namespace SmtpLog.Protection;

/// <summary>Takes the records of a log and says what is to be replaced in each.</summary>
/// <param name="known">The secrets of the log, as far as they are known.</param>
/// <param name="addresses">What addresses become; null where they stay.</param>
/// <param name="queue">The lines that the records came from; null where secrets are only to be found.</param>
internal sealed class ProtectorOutput(KnownSecrets known, Pseudonyms? addresses, LineQueue? queue) : IRecordOutput
{
    private static readonly byte[] s_mask = Mask.Bytes.ToArray();

    private readonly RecordSecrets _secrets = new(known, withNames: addresses is not null);
    private readonly DumpText _dump = new();
    private readonly List<Edit> _edits = [];
    private bool[] _marks = [];
    private bool _isContent;

    public bool WantsOnlyMatches => false;

    public void Take(ref LogRecord record)
    {
        _edits.Clear();
        if (record.SourceForm == SourceForm.Dump)
        {
            byte[] text = _dump.Read(record.Raw);
            var marks = Rent(text.Length);
            _secrets.MarkDump(ref record, text, marks);
            if (addresses is not null)
            {
                MailAddressFinder.MarkAll(text, marks);
            }

            _dump.Hide(marks, _edits);
        }
        else
        {
            var marks = Rent(record.Raw.Length);
            _secrets.Mark(ref record, marks);
            _isContent = RecordSecrets.IsContent(ref record);
            Replace(record.Raw, marks);
        }

        queue?.Cover(record.Raw, _edits);
    }

    public void Complete() => queue?.Complete();

    private void Replace(ReadOnlySpan<byte> raw, Span<bool> marks)
    {
        if (queue is null)
        {
            return;
        }

        int at = 0;
        while (at < raw.Length)
        {
            int length = marks.Slice(at).IndexOf(true);
            int end = length < 0 ? raw.Length : at + length;
            addresses?.Replace(raw, at, end, _edits);
            at = end;
            while (at < raw.Length && marks[at])
            {
                at = MaskOne(raw, at, marks);
            }
        }
    }

    /// <summary>Masks what is marked, up to the end of its line; gives where to go on.</summary>
    private int MaskOne(ReadOnlySpan<byte> raw, int start, ReadOnlySpan<bool> marks)
    {
        int end = start;
        while (end < raw.Length && marks[end] && raw[end] != '\n')
        {
            end++;
        }

        if (end == start)
        {
            return start + 1;
        }

        int next = Widen(raw, ref start, end);
        end = next;
        start += Blank.CountLeading(raw.Slice(start, end - start));
        int length = Blank.TrimEnd(raw.Slice(start, end - start)).Length;
        if (length > 0)
        {
            _edits.Add(new Edit(start, length, s_mask));
        }

        return next;
    }

    /// <summary>No character is cut in two; and what fills up base64 goes with it.</summary>
    private int Widen(ReadOnlySpan<byte> raw, ref int start, int end)
    {
        const int LongestCharacter = 4;
        int first = Math.Max(start - LongestCharacter + 1, _edits.Count > 0 ? _edits[_edits.Count - 1].End : 0);
        while (start > first && IsInner(raw[start]) && raw[start - 1] >= 0x80)
        {
            start--;
        }

        int last = Math.Min(raw.Length, end + LongestCharacter - 1);
        while (end < last && IsInner(raw[end]) && raw[end - 1] >= 0x80)
        {
            end++;
        }

        // In a message it is more likely the mark of a line that goes on.
        if (!_isContent && Base64Text.IsDigit(raw[end - 1]))
        {
            while (PaddingLength(raw.Slice(end)) is var length and > 0)
            {
                end += length;
            }
        }

        return end;
    }

    /// <summary>A mark of equality as it is, or with an escape.</summary>
    private static int PaddingLength(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("="u8) ? 1
        : AsciiText.HasAt(rest, 0, "%3d"u8) ? 3
        : AsciiText.HasAt(rest, 0, "\\u003d"u8) ? 6
        : 0;

    private static bool IsInner(byte value) => (value & 0xC0) == 0x80;

    private Span<bool> Rent(int length)
    {
        if (_marks.Length < length)
        {
            _marks = new bool[length * 2];
        }

        var marks = _marks.AsSpan(0, length);
        marks.Clear();
        return marks;
    }
}
