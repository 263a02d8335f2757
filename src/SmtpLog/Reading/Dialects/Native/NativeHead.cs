using System;

namespace SmtpLog.Reading.Dialects.Native;

/// <summary>What stands before an entry's text, read tolerantly: counter, time, up to two words, and the mark of the body.</summary>
internal static class NativeHead
{
    public const int LongestWord = 64;

    private const int MostCounterDigits = 18;

    /// <summary>
    /// Fills counter, time, process, session and origin from the start of the line. <paramref name="text"/> is where the
    /// text starts (behind the opening quote, or where it should be), or -1 where the line stops making sense earlier;
    /// false where no entry begins here at all.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> line, LocalZone zone, ref LogRecord record, out int text)
    {
        text = -1;
        int at = 0;
        long counter = 0;
        while (at < line.Length && IsDigit(line[at]) && at < MostCounterDigits)
        {
            counter = (counter * 10) + (line[at++] - '0');
        }

        int digits = at;
        at = SkipBlanks(line, at);
        if (digits == 0 || at == digits)
        {
            return false;
        }

        int time = NativeTimestamp.Read(line.Slice(at), zone, ref record);
        if (time == 0)
        {
            return false;
        }

        record.Counter = counter;
        at = SkipBlanks(line, at + time);
        text = ReadWords(line, at, ref record);
        return true;
    }

    /// <summary>
    /// Where in a line another entry begins, with all that belongs to one, at or after <paramref name="from"/>; else -1.
    /// A server could forge an entry here: the caller leaves alone what stands in quotes that are closed.
    /// </summary>
    public static int Find(ReadOnlySpan<byte> line, int from, LocalZone? zone)
    {
        // A time has a hyphen behind its year; going from one to the next skips nearly everything.
        for (int at = from; ;)
        {
            int hyphen = line.Slice(at).IndexOf((byte)'-');
            if (hyphen < 0)
            {
                return -1;
            }

            hyphen += at;
            at = hyphen + 1;
            int date = hyphen - 4;
            if (date - 2 < from || !Blank.Is(line[date - 1]) || !NativeTimestamp.LooksLikeOne(line.Slice(date)))
            {
                continue;
            }

            int start = date - 1;
            while (start > from && IsDigit(line[start - 1]) && date - start <= MostCounterDigits)
            {
                start--;
            }

            LogRecord probe = default;
            if (TryRead(line.Slice(start), zone ??= new LocalZone(), ref probe, out int text) && text >= 0)
            {
                return start;
            }
        }
    }

    /// <summary>
    /// The same behind an event's sentence, but never inside its quotes: those may hold a server's words.
    /// </summary>
    public static int FindOutsideQuotes(ReadOnlySpan<byte> line, int from, LocalZone? zone)
    {
        bool isQuoted = false;
        int counted = from;
        for (int at = from; ;)
        {
            int next = Find(line, at, zone);
            for (; counted < next; counted++)
            {
                isQuoted ^= line[counted] == '"';
            }

            if (next < 0 || !isQuoted)
            {
                return next;
            }

            at = next + 1;
        }
    }

    private static int ReadWords(ReadOnlySpan<byte> line, int at, ref LogRecord record)
    {
        for (int words = 0; ; words++)
        {
            int text = ReadMark(line, at, ref record);
            if (text >= 0 || words == 2)
            {
                return text;
            }

            int end = at;
            while (end < line.Length && !Blank.Is(line[end]) && end - at <= LongestWord)
            {
                end++;
            }

            if (end == at || end - at > LongestWord)
            {
                return -1;
            }

            ReadOnlySpan<byte> word = line.Slice(at, end - at);
            if (words == 0 && TryReadProcess(word, out int process))
            {
                record.ProcessId = process;
            }
            else
            {
                record.Session = word;
            }

            at = SkipBlanks(line, end);
        }
    }

    /// <summary>The mark of the body; returns where the text behind it starts, or -1.</summary>
    private static int ReadMark(ReadOnlySpan<byte> line, int at, ref LogRecord record)
    {
        ReadOnlySpan<byte> body = line.Slice(at);
        if (body.StartsWith("###"u8))
        {
            record.Origin = SmtpLogOrigin.Event;
            return SkipBlanks(line, at + 3);
        }

        if (body.IsEmpty || (body[0] | 0x20) is not ('c' or 's'))
        {
            return -1;
        }

        int arrow = SkipBlanks(line, at + 1);
        if (arrow >= line.Length || line[arrow] is not ((byte)'<' or (byte)'>'))
        {
            return -1;
        }

        record.Origin = (body[0] | 0x20) == 'c' ? SmtpLogOrigin.Client : SmtpLogOrigin.Server;
        int text = SkipBlanks(line, arrow + 1);
        return text < line.Length && line[text] == '"' ? text + 1 : text;
    }

    private static bool TryReadProcess(ReadOnlySpan<byte> word, out int process)
    {
        process = 0;
        bool isNegative = word[0] == '-';
        ReadOnlySpan<byte> digits = isNegative ? word.Slice(1) : word;
        if (digits.Length is 0 or > 10)
        {
            return false;
        }

        long value = 0;
        foreach (byte digit in digits)
        {
            if (!IsDigit(digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        value = isNegative ? -value : value;
        process = (int)Math.Max(int.MinValue, Math.Min(int.MaxValue, value));
        return process == value;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && Blank.Is(line[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
}
