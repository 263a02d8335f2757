using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>A record that takes several lines of a log, while they come.</summary>
internal sealed class HeldRecord
{
    private const int MostBytes = 1024 * 1024;
    private const int MostKept = 64 * 1024;

    private byte[] _raw = [];
    private byte[] _text = [];
    private int _rawLength;
    private int _textLength;
    private long _lineNumber;
    private long _utcTicks;
    private long _clockTicks;
    private int _offsetMinutes;
    private bool _hasTime;
    private bool _isRecovered;

    public bool IsHolding { get; private set; }

    public SmtpLogOrigin Origin { get; private set; }

    /// <summary>True where no more is taken: the rest makes a record of its own.</summary>
    public bool IsFull => _rawLength >= MostBytes;

    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _textLength);

    /// <summary>Keeps the first line.</summary>
    public void Hold(ref LogRecord record, SmtpLogOrigin origin)
    {
        Origin = origin;
        IsHolding = true;
        _lineNumber = record.LineNumber;
        _hasTime = record.HasTime;
        _utcTicks = record.UtcTicks;
        _clockTicks = record.ClockTicks;
        _offsetMinutes = record.OffsetMinutes;
        _isRecovered = record.IsRecovered;
        _rawLength = _textLength = 0;
        Append(ref _raw, ref _rawLength, record.Raw);
        Append(ref _text, ref _textLength, record.Text);
    }

    /// <summary>One more line; its text stands on a line of its own where there is text before it.</summary>
    public void Add(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text) => Add(line, text, isNewLine: true);

    /// <summary>One more line of the log, whose text may go on where the last one ended.</summary>
    public void Add(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, bool isNewLine)
    {
        Append(ref _raw, ref _rawLength, "\n"u8);
        Append(ref _raw, ref _rawLength, line);
        if (isNewLine && _textLength > 0)
        {
            Append(ref _text, ref _textLength, "\n"u8);
        }

        Append(ref _text, ref _textLength, text);
    }

    /// <summary>The record as it stands, valid until the next one is held; nothing is held any more.</summary>
    public LogRecord Release()
    {
        LogRecord record = ToolRecords.Of(_raw.AsSpan(0, _rawLength), _lineNumber);
        record.Text = Text;
        record.SourceForm = SourceForm.Lines;
        record.HasTime = _hasTime;
        record.UtcTicks = _utcTicks;
        record.ClockTicks = _clockTicks;
        record.OffsetMinutes = _offsetMinutes;
        record.IsRecovered = _isRecovered;
        IsHolding = false;
        if (_raw.Length > MostKept)
        {
            _raw = _text = [];
        }

        return record;
    }

    private static void Append(ref byte[] buffer, ref int length, ReadOnlySpan<byte> bytes)
    {
        if (buffer.Length - length < bytes.Length)
        {
            Array.Resize(ref buffer, Math.Max(length + bytes.Length, buffer.Length * 2));
        }

        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }
}
