using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>A record without its bytes: what it takes to make its entry later, but for the <see cref="OwnFacts"/> of few.</summary>
internal readonly struct KeptRecord
{
    private readonly long _lineNumber;
    private readonly long _counter;
    private readonly long _utcTicks;
    private readonly long _latencyTicks;
    private readonly int _raw;
    private readonly int _rawLength;
    private readonly int _text;
    private readonly int _textLength;
    private readonly short _offsetMinutes;
    private readonly short _code;
    private readonly byte _origin;
    private readonly byte _stage;
    private readonly byte _command;
    private readonly Marks _marks;

    /// <param name="record">The record.</param>
    /// <param name="raw">Where its raw line is kept.</param>
    /// <param name="text">Where its text is kept.</param>
    public KeptRecord(ref LogRecord record, int raw, int text)
    {
        _lineNumber = record.LineNumber;
        _counter = record.Counter ?? 0;
        _utcTicks = record.UtcTicks;
        _latencyTicks = record.LatencyTicks;
        _raw = raw;
        _rawLength = record.Raw.Length;
        _text = text;
        _textLength = record.Text.Length;
        _offsetMinutes = (short)record.OffsetMinutes;
        _code = (short)record.Code;
        _origin = (byte)record.Origin;
        _stage = record.Stage is { } stage ? (byte)stage : byte.MaxValue;
        _command = CommandName.Pack(record.Command);
        _marks = (record.Counter is null ? 0 : Marks.Counter) | (record.HasTime ? Marks.Time : 0)
            | (record.HasLatency ? Marks.Latency : 0) | (record.IsContinued ? Marks.Continued : 0)
            | (record.IsError ? Marks.Error : 0) | (record.IsTransient ? Marks.Transient : 0)
            | (record.IsRecovered ? Marks.Recovered : 0) | (record.TextStart >= 0 ? Marks.TextInRaw : 0);
    }

    [Flags]
    private enum Marks : byte
    {
        Counter = 1,
        Time = 2,
        Latency = 4,
        Continued = 8,
        Error = 16,
        Transient = 32,
        Recovered = 64,
        TextInRaw = 128,
    }

    /// <summary>The ticks from the command to this reply; -1 where times are missing.</summary>
    public long LatencyTicks => Has(Marks.Latency) ? _latencyTicks : -1;

    public SmtpStage? Stage => _stage == byte.MaxValue ? null : (SmtpStage)_stage;

    /// <summary>The record again, but for what only its session knows.</summary>
    public LogRecord Restore(ReadOnlySpan<byte> bytes, OwnFacts? own, string? path) => new()
    {
        Raw = bytes.Slice(_raw, _rawLength),
        Text = bytes.Slice(_text, _textLength),
        TextStart = Has(Marks.TextInRaw) ? _text - _raw : -1,
        Path = own?.Path ?? path,
        LineNumber = _lineNumber,
        Counter = Has(Marks.Counter) ? _counter : null,
        HasTime = Has(Marks.Time),
        UtcTicks = _utcTicks,
        OffsetMinutes = _offsetMinutes,
        Origin = (SmtpLogOrigin)_origin,
        Code = _code,
        IsContinued = Has(Marks.Continued),
        IsRecovered = Has(Marks.Recovered),
        IsError = Has(Marks.Error),
        IsTransient = Has(Marks.Transient),
        Command = _command == CommandName.Other ? own?.Command : CommandName.Unpack(_command),
        EnhancedCode = own?.EnhancedCode,
        ProcessId = own?.ProcessId,
        Stage = Stage,
        HasLatency = Has(Marks.Latency),
        LatencyTicks = _latencyTicks,
    };

    private bool Has(Marks mark) => (_marks & mark) != 0;
}
