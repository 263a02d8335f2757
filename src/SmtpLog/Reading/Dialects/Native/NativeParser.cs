using System;

namespace SmtpLog.Reading.Dialects.Native;

/// <summary>The undamaged line goes straight on; everything else is a case for <see cref="NativeRepair"/>.</summary>
internal sealed class NativeParser : IDialectParser
{
    private readonly IRecordSink _sink;
    private readonly NativeLine _line;
    private readonly NativeRepair _repair;

    public NativeParser(IRecordSink sink)
    {
        var zone = new LocalZone();
        _sink = sink;
        _line = new NativeLine(zone);
        _repair = new NativeRepair(sink, zone);
    }

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        LogRecord record = default;
        if (!_line.TryRead(line, ref record))
        {
            _repair.Parse(line, lineNumber);
            return;
        }

        // Whatever came before: what stands whole on a line of its own is no part of it.
        if (_repair.IsHolding)
        {
            _repair.Release();
        }

        record.LineNumber = lineNumber;
        _sink.Take(ref record);
    }

    public void Complete() => _repair.Release();
}
