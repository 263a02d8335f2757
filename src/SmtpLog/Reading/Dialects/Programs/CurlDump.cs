using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>
/// A dump of --trace-ascii or --trace while its lines come: each has its offset, so that a line end of the message is
/// told from the edge of the dump, and the announced size tells which line is the last.
/// </summary>
internal sealed class CurlDump(ToolRecords records)
{
    public const int AsciiWidth = 64;

    private readonly HeldRecord _held = new();
    private readonly HexDump _hex = new();
    private bool _isTls;
    private bool _isCommand;
    private int _size;
    private int _end;

    /// <summary>The line that announces the bytes, whose mark begins at <paramref name="start"/>.</summary>
    public void Begin(ref LogRecord record, int start)
    {
        Release();
        ReadOnlySpan<byte> line = record.Raw.Slice(start);
        CurlMark.TryReadSize(line, out _size);
        _end = 0;
        _isTls = line.Slice(8).StartsWith("SSL "u8);
        _isCommand = line.Slice(8).StartsWith("header"u8);
        bool isSent = line[0] == '=';
        record.Text = default;
        _held.Hold(ref record, _isTls ? SmtpLogOrigin.Event : isSent ? SmtpLogOrigin.Client : SmtpLogOrigin.Server);
    }

    /// <summary>Takes one more line of the dump; false where it is none.</summary>
    public bool TryGoOn(ReadOnlySpan<byte> line)
    {
        if (!_held.IsHolding)
        {
            return false;
        }

        if (_held.IsFull || !HexDump.TryReadOffset(line, out int offset, out int text) || offset < _end || offset >= Math.Max(_size, 1))
        {
            Release();
            return false;
        }

        bool mayEnd = false;
        if (_hex.TryRead(line.Slice(text), _size - offset))
        {
            _held.Add(line, _hex.Bytes, isNewLine: false);
            _end = offset + _hex.Bytes.Length;
        }
        else
        {
            ReadOnlySpan<byte> shown = line.Slice(text);
            _held.Add(line, shown, isNewLine: offset != _end);
            _end = offset + Math.Min(shown.Length, AsciiWidth);

            // What is left may be the line end, which is not shown.
            mayEnd = _end == _size - 2 && shown.Length < AsciiWidth;
        }

        if (_end >= _size || mayEnd)
        {
            Release();
        }

        return true;
    }

    public void Release()
    {
        if (!_held.IsHolding)
        {
            return;
        }

        LogRecord record = _held.Release();
        record.SourceForm = SourceForm.Dump;
        if (_hex.IsHex)
        {
            record.Text = _hex.Lines(record.Text);
        }

        switch (_held.Origin)
        {
            case SmtpLogOrigin.Client:
                record.IsCommand = _isCommand;
                records.Client(ref record);
                break;
            case SmtpLogOrigin.Server:
                records.Server(ref record);
                break;
            default:
                records.Event(ref record);
                break;
        }
    }
}
