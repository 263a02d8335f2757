using System;
using SmtpLog.Reading.Dialects.Native;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>What stands before the message of a syslog line: time (traditional, or ISO 8601 with a zone), host, program and process.</summary>
internal sealed class SyslogHead(DateTime now)
{
    private readonly LocalZone _zone = new();
    private readonly YearlessClock _clock = new(now, new LocalZone());

    /// <summary>Fills in time and process. False where the line has no such head.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, scoped ref LogRecord record, out ReadOnlySpan<byte> program, out ReadOnlySpan<byte> message)
    {
        program = message = default;
        int time = _clock.Read(line, ref record);
        if (time == 0)
        {
            time = line.IndexOf((byte)' ');
            if (time <= 0 || line[0] is < (byte)'0' or > (byte)'9' || NativeTimestamp.Read(line.Slice(0, time), _zone, ref record) != time)
            {
                return false;
            }
        }

        ReadOnlySpan<byte> rest = line.Slice(time);
        if (!TryTakeWord(ref rest, out _) || !TryTakeWord(ref rest, out ReadOnlySpan<byte> tag) || tag[tag.Length - 1] != ':')
        {
            return false;
        }

        program = tag.Slice(0, tag.Length - 1);
        int bracket = program.LastIndexOf((byte)'[');
        if (bracket > 0 && program[program.Length - 1] == ']')
        {
            record.ProcessId = RecordTime.TryNumber(program.Slice(bracket + 1, program.Length - bracket - 2), out int process) ? process : null;
            program = program.Slice(0, bracket);
        }

        message = rest.Slice(Blank.CountLeading(rest));
        return true;
    }

    private static bool TryTakeWord(scoped ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> word)
    {
        text = text.Slice(Blank.CountLeading(text));
        int end = text.IndexOf((byte)' ');
        word = end < 0 ? text : text.Slice(0, end);
        text = text.Slice(word.Length);
        return !word.IsEmpty;
    }
}
