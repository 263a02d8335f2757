using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>Lines that come out as they stand, as an event.</summary>
internal static class WholeLine
{
    /// <summary>A line that could not be understood: kept whole, in no session.</summary>
    public static void Recover(IRecordSink sink, ReadOnlySpan<byte> line, long lineNumber)
    {
        if (Blank.CountLeading(line) < line.Length)
        {
            Emit(sink, line, lineNumber, isRecovered: true);
        }
    }

    /// <summary>A line that is understood and belongs to no session: a heading, or another program's.</summary>
    public static void Remark(IRecordSink sink, ReadOnlySpan<byte> line, long lineNumber) =>
        Emit(sink, line, lineNumber, isRecovered: false);

    private static void Emit(IRecordSink sink, ReadOnlySpan<byte> line, long lineNumber, bool isRecovered)
    {
        var record = new LogRecord
        {
            Raw = line,
            Text = line,
            TextStart = -1,
            LineNumber = lineNumber,
            Origin = SmtpLogOrigin.Event,
            Event = EventKind.Fragment,
            IsRecovered = isRecovered,
        };
        sink.Take(ref record);
    }
}
