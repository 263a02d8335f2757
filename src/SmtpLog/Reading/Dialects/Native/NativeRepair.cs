using System;

namespace SmtpLog.Reading.Dialects.Native;

/// <summary>
/// Gets what can be got out of damaged lines. Text broken over several lines is joined again, with nothing put where
/// the break was, since nobody can tell whether a blank was lost with it; entries run together on one line are told
/// apart; the rest comes out whole as an event. All of it is marked as recovered.
/// </summary>
internal sealed class NativeRepair(IRecordSink sink, LocalZone zone)
{
    private const int MostJoinedLines = 16;
    private const int MostJoinedBytes = 1024 * 1024;

    private readonly HeldText _held = new();
    private long _heldNumber;
    private int _heldLines;

    /// <summary>True while an entry waits for the rest of its text.</summary>
    public bool IsHolding => _held.Length > 0;

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        // Only the end of the line can close its last text, and is looked for once.
        int end = Blank.TrimEnd(line).Length;
        int closingQuote = end > 0 && line[end - 1] == '"' ? end - 1 : -1;
        while (Blank.CountLeading(line) is var blanks && blanks < line.Length)
        {
            LogRecord record = default;
            bool isEntry = NativeHead.TryRead(line.Slice(blanks), zone, ref record, out int text);
            bool isWhole = isEntry && text >= 0;
            int start = isWhole ? blanks + text : blanks;
            bool isQuoted = isWhole && record.Origin != SmtpLogOrigin.Event;
            bool isClosed = isQuoted && closingQuote >= start;
            int next = isClosed ? -1
                : isWhole && !isQuoted ? NativeHead.FindOutsideQuotes(line, start, zone)
                : NativeHead.Find(line, start, zone);
            ReadOnlySpan<byte> piece = next < 0 ? line : line.Slice(0, next);
            line = line.Slice(piece.Length);
            closingQuote -= piece.Length;
            if (!isEntry && IsHolding)
            {
                Join(piece, isLast: next >= 0);
                continue;
            }

            Release();
            if (!isWhole)
            {
                EmitFragment(ref record, piece, lineNumber);
            }
            else if (isQuoted && !isClosed && next < 0 && piece[start - 1] == '"' && piece.Length < MostJoinedBytes)
            {
                _held.Add(piece);
                _heldNumber = lineNumber;
                _heldLines = 1;
            }
            else
            {
                EmitEntry(ref record, piece, start, lineNumber);
            }
        }
    }

    /// <summary>Lets go of the entry that waits: its end is not to come.</summary>
    public void Release()
    {
        if (!IsHolding)
        {
            return;
        }

        ReadOnlySpan<byte> raw = _held.Raw;
        ReadOnlySpan<byte> joined = _held.Joined;
        LogRecord record = default;
        int blanks = Blank.CountLeading(joined);
        NativeHead.TryRead(joined.Slice(blanks), zone, ref record, out int text);
        record.Text = TrimQuote(joined, blanks + text);
        record.Source = raw.Slice(blanks + text);
        record.SourceForm = SourceForm.Broken;
        Emit(ref record, raw, record.Text, _heldNumber);
        _held.Clear();
    }

    private void Join(ReadOnlySpan<byte> piece, bool isLast)
    {
        _held.Add(piece);
        ReadOnlySpan<byte> trimmed = Blank.TrimEnd(piece);
        if (isLast || ++_heldLines >= MostJoinedLines || _held.Length >= MostJoinedBytes
            || trimmed[trimmed.Length - 1] == '"')
        {
            Release();
        }
    }

    private void EmitEntry(ref LogRecord record, ReadOnlySpan<byte> piece, int text, long lineNumber)
    {
        if (record.Origin == SmtpLogOrigin.Event)
        {
            record.Text = Blank.TrimEnd(piece.Slice(text));
            NativeEvent.Classify(ref record);
        }
        else
        {
            record.Text = TrimQuote(piece, text);
        }

        Emit(ref record, piece, record.Text, lineNumber);
    }

    /// <summary>What its first words seem to say of process and session is not to be trusted.</summary>
    private void EmitFragment(ref LogRecord record, ReadOnlySpan<byte> piece, long lineNumber)
    {
        record.Origin = SmtpLogOrigin.Event;
        record.ProcessId = null;
        record.Session = default;
        Emit(ref record, piece, piece, lineNumber);
    }

    private void Emit(ref LogRecord record, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> text, long lineNumber)
    {
        record.Raw = raw;
        record.Text = text;
        record.TextStart = -1;
        record.LineNumber = lineNumber;
        record.IsRecovered = true;
        sink.Take(ref record);
    }

    /// <summary>The text up to its closing quote, if it has one.</summary>
    private static ReadOnlySpan<byte> TrimQuote(ReadOnlySpan<byte> line, int text)
    {
        ReadOnlySpan<byte> body = line.Slice(text);
        ReadOnlySpan<byte> trimmed = Blank.TrimEnd(body);
        return !trimmed.IsEmpty && trimmed[trimmed.Length - 1] == '"' ? trimmed.Slice(0, trimmed.Length - 1) : body;
    }
}
