using System;
using SmtpLog.Reading;
using SmtpLog.Redaction;

namespace SmtpLog.Protection;

/// <summary>Finds for what is marked in the text of a record the place in the record as it stands in the log.</summary>
internal sealed class TextPlace
{
    private readonly UnescapedText _unescaped = new();

    /// <summary>
    /// What of the record, as it stands in the log, has its text. Where that was made of other words, it is all of the record.
    /// </summary>
    public static ReadOnlySpan<byte> Region(ref LogRecord record) =>
        !record.Source.IsEmpty ? record.Source
        : record.Raw.Overlaps(record.Text) ? record.Text
        : record.Raw;

    /// <summary>Marks the same in the record. Where a place cannot be found, all that has the text is marked.</summary>
    public void Mark(ref LogRecord record, ReadOnlySpan<bool> textMarks, Span<bool> marks)
    {
        var region = Region(ref record);
        record.Raw.Overlaps(region, out int offset);
        var target = marks.Slice(offset, region.Length);
        bool isDone = record.SourceForm switch
        {
            SourceForm.Plain => TryPlain(record.Text, region, textMarks, target),
            SourceForm.Lines => TryLines(record.Text, region, textMarks, target),
            SourceForm.Pluses => TryPluses(record.Text, region, textMarks, target),
            SourceForm.DoubledQuotes => TryQuoted(record.Text, region, textMarks, target),
            SourceForm.Broken => TryEscaped(record.Text, region, Escaping.None, textMarks, target),
            SourceForm.Entities => TryEscaped(record.Text, region, Escaping.Entity, textMarks, target),
            SourceForm.BracketedLineEnds => TryEscaped(record.Text, region, Escaping.BracketedLineEnd, textMarks, target),
            _ => TryEscaped(record.Text, region, Escaping.Code, textMarks, target),
        };
        if (!isDone)
        {
            target.Fill(true);
        }
    }

    private static bool TryPlain(ReadOnlySpan<byte> text, ReadOnlySpan<byte> source, ReadOnlySpan<bool> textMarks, Span<bool> target)
    {
        if (!text.SequenceEqual(source))
        {
            return false;
        }

        textMarks.CopyTo(target);
        return true;
    }

    /// <summary>A line of the record that has none of the text, such as the first one of a dump, is passed over.</summary>
    private static bool TryLines(ReadOnlySpan<byte> text, ReadOnlySpan<byte> source, ReadOnlySpan<bool> textMarks, Span<bool> target)
    {
        int at = 0;
        int from = 0;
        while (from <= text.Length)
        {
            int length = LineLength(text, from);
            var line = text.Slice(from, length);
            while (true)
            {
                if (at > source.Length)
                {
                    return false;
                }

                int end = at + LineLength(source, at);
                bool isIt = source.Slice(at, end - at).EndsWith(line);
                at = end + 1;
                if (isIt)
                {
                    textMarks.Slice(from, length).CopyTo(target.Slice(end - length));
                    break;
                }
            }

            from += length + 1;
        }

        return true;
    }

    private static int LineLength(ReadOnlySpan<byte> text, int at)
    {
        int length = at < text.Length ? text.Slice(at).IndexOf((byte)'\n') : 0;
        return length < 0 ? text.Length - at : length;
    }

    /// <summary>The text begins with the verb and ends with what follows it; columns between the two are not in it.</summary>
    private static bool TryPluses(ReadOnlySpan<byte> text, ReadOnlySpan<byte> source, ReadOnlySpan<bool> textMarks, Span<bool> target)
    {
        int word = text.IndexOf((byte)' ');
        word = word < 0 ? text.Length : word;
        int rest = text.Length - Math.Min(text.Length, word + 1);
        if (source.Length < Math.Max(word, rest) || !source.StartsWith(text.Slice(0, word)))
        {
            // A reply has no verb.
            word = 0;
            rest = text.Length;
        }

        if (source.Length < rest)
        {
            return false;
        }

        textMarks.Slice(0, word).CopyTo(target);
        for (int i = 0; i < rest; i++)
        {
            byte shown = text[text.Length - rest + i];
            byte written = source[source.Length - rest + i];
            if (shown != written && !(shown == ' ' && written == '+'))
            {
                return false;
            }

            target[source.Length - rest + i] = textMarks[text.Length - rest + i];
        }

        return true;
    }

    private bool TryQuoted(ReadOnlySpan<byte> text, ReadOnlySpan<byte> source, ReadOnlySpan<bool> textMarks, Span<bool> target)
    {
        if (source.IsEmpty || source[0] != '"')
        {
            return TryPlain(text, source, textMarks, target);
        }

        int length = source.Length - (source.Length > 1 && source[source.Length - 1] == '"' ? 2 : 1);
        return TryEscaped(text, source.Slice(1, length), Escaping.DoubledQuote, textMarks, target.Slice(1));
    }

    /// <summary>Line ends may be missing in the text, at its end and its beginning, and the carriage return everywhere.</summary>
    private bool TryEscaped(ReadOnlySpan<byte> text, ReadOnlySpan<byte> source, Escaping escaping, ReadOnlySpan<bool> textMarks, Span<bool> target)
    {
        bool isEscaped = _unescaped.TryRead(source, escaping);
        var plain = isEscaped ? _unescaped.Bytes : source;
        int at = 0;
        for (int i = 0; i < text.Length; i++, at++)
        {
            while (at < plain.Length && plain[at] != text[i] && plain[at] is (byte)'\r' or (byte)'\n')
            {
                at++;
            }

            if (at >= plain.Length || plain[at] != text[i])
            {
                return false;
            }

            if (textMarks[i])
            {
                int from = isEscaped ? _unescaped.OriginOf(at) : at;
                int to = isEscaped ? _unescaped.OriginOf(at + 1) : at + 1;
                target.Slice(from, Math.Max(1, to - from)).Fill(true);
            }
        }

        return true;
    }
}
