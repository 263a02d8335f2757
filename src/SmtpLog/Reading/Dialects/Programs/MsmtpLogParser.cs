using System;
using SmtpLog.Reading.Dialects.Native;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>
/// A line is a whole session: the server's last reply where there was one, else an event that says what happened.
/// The time before the facts may have any form; what is neither the usual one nor ISO 8601 is left alone.
/// </summary>
internal sealed class MsmtpLogParser(IRecordSink sink, DateTime now) : IDialectParser
{
    private const int LongestTime = 96;

    private readonly LocalZone _zone = new();
    private readonly YearlessClock _clock = new(now, new LocalZone());

    /// <summary>Where the facts begin; -1 where the line is no such one.</summary>
    public static int FindFacts(ReadOnlySpan<byte> line)
    {
        int at = line.Slice(0, Math.Min(line.Length, LongestTime)).IndexOf("host="u8);
        bool isStart = at == 0 || (at > 0 && line[at - 1] == ' ');
        return isStart && line.Slice(at).IndexOf(" tls=o"u8) > 0 && line.LastIndexOf(" exitcode=EX_"u8) > at ? at : -1;
    }

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        int facts = FindFacts(line);
        if (facts < 0)
        {
            WholeLine.Recover(sink, line, lineNumber);
            return;
        }

        var record = new LogRecord { Raw = line, TextStart = -1, LineNumber = lineNumber, IsSelfContained = true };
        record.Text = Blank.TrimEnd(line.Slice(facts));
        ReadTime(line.Slice(Blank.CountLeading(line)), ref record);
        MsmtpOutcome.Read(ref record);
        sink.Take(ref record);
    }

    public void Complete()
    {
        // Nothing is held back: a line is a record.
    }

    private void ReadTime(ReadOnlySpan<byte> line, ref LogRecord record)
    {
        if (_clock.Read(line, ref record) == 0)
        {
            NativeTimestamp.Read(line, _zone, ref record);
        }
    }
}
