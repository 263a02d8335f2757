using System;

namespace SmtpLog.Reading.Dialects.Native;

/// <summary>
/// Reads an undamaged line at full speed; whatever is not exactly so is refused and goes down the tolerant path
/// (<see cref="NativeRepair"/>). Consecutive lines mostly share process and session, which are compared before they are read.
/// </summary>
internal sealed class NativeLine(LocalZone zone)
{
    // ' ', a time, ' ', process, ' ', session, ' ' and a body.
    private const int ShortestRest = 1 + 23 + 1 + 1 + 1 + 1 + 1 + 5;
    private const int MostCounterDigits = 18;
    private const int MostProcessDigits = 9;

    private readonly NativeClock _clock = new(zone);
    private readonly byte[] _key = new byte[MostProcessDigits + NativeHead.LongestWord + 3];
    private int _keyLength;
    private int _process;
    private int _sessionStart;

    public bool TryRead(ReadOnlySpan<byte> line, ref LogRecord record)
    {
        int at = 0;
        long counter = 0;
        while (at < line.Length && line[at] is >= (byte)'0' and <= (byte)'9' and var digit)
        {
            counter = unchecked((counter * 10) + (digit - '0'));
            at++;
        }

        if (at is 0 or > MostCounterDigits || line.Length - at < ShortestRest || line[at] != ' ')
        {
            return false;
        }

        at++;
        int time = _clock.Read(line.Slice(at), ref record);
        at += time;
        if (time == 0 || line[at] != ' ')
        {
            return false;
        }

        at++;
        ReadOnlySpan<byte> rest = line.Slice(at);
        if (!(_keyLength > 0 && rest.StartsWith(_key.AsSpan(0, _keyLength))) && !ReadKey(rest))
        {
            return false;
        }

        at += _keyLength;
        record.Counter = counter;
        record.ProcessId = _process;
        record.Session = rest.Slice(_sessionStart, _keyLength - 1 - _sessionStart);
        return TryReadBody(line, at, ref record);
    }

    private static bool TryReadBody(ReadOnlySpan<byte> line, int at, ref LogRecord record)
    {
        ReadOnlySpan<byte> body = line.Slice(at);
        if (body.Length >= 6 && body[4] == '"' && body[body.Length - 1] == '"' && body[1] == ' ' && body[3] == ' ')
        {
            if (body[0] == 'S' && body[2] == '<')
            {
                record.Origin = SmtpLogOrigin.Server;
            }
            else if (body[0] == 'C' && body[2] == '>')
            {
                record.Origin = SmtpLogOrigin.Client;
            }
            else
            {
                return false;
            }

            record.Text = body.Slice(5, body.Length - 6);
            record.TextStart = at + 5;
        }
        else
        {
            if (!body.StartsWith("### "u8) || Blank.Is(body[body.Length - 1]) || NativeHead.FindOutsideQuotes(line, at, zone: null) >= 0)
            {
                return false;
            }

            record.Text = body.Slice(4);
            record.TextStart = at + 4;
            NativeEvent.Classify(ref record);
        }

        record.Raw = line;
        return true;
    }

    /// <summary>Process, blank, session, blank: all ASCII, so that offsets in bytes are offsets in the string.</summary>
    private bool ReadKey(ReadOnlySpan<byte> rest)
    {
        bool isNegative = !rest.IsEmpty && rest[0] == '-';
        int at = isNegative ? 1 : 0;
        int digits = at;
        int process = 0;
        while (at < rest.Length && rest[at] is >= (byte)'0' and <= (byte)'9' && at - digits < MostProcessDigits)
        {
            process = (process * 10) + (rest[at++] - '0');
        }

        if (at == digits || at >= rest.Length || rest[at] != ' ')
        {
            return false;
        }

        int session = ++at;
        while (at < rest.Length && rest[at] is > (byte)' ' and < 0x7F and not (byte)'#' and not (byte)'"')
        {
            at++;
        }

        // A lone letter is where the body starts: the session is missing.
        if (at == session || at - session > NativeHead.LongestWord || at >= rest.Length || rest[at] != ' '
            || (at == session + 1 && rest[session] is (byte)'C' or (byte)'S' or (byte)'c' or (byte)'s'))
        {
            return false;
        }

        _process = isNegative ? -process : process;
        _sessionStart = session;
        _keyLength = at + 1;
        rest.Slice(0, _keyLength).CopyTo(_key);
        return true;
    }
}
