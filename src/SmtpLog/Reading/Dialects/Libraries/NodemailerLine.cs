using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>What stands before the text of a line: time, level, and the id of a connection.</summary>
internal readonly record struct NodemailerLine(bool IsDebug, bool IsError, int IdStart, int IdLength, int TextStart)
{
    private const int LongestId = 40;

    public bool HasId => IdLength > 0;

    public static bool TryRead(ReadOnlySpan<byte> line, LocalZone utc, ref LogRecord record, out NodemailerLine parts)
    {
        parts = default;
        int at = ToolTime.ReadBracketed(line, utc, ref record);
        if (at == 0 || at >= line.Length || line[at] != ' ')
        {
            return false;
        }

        ReadOnlySpan<byte> level = line.Slice(++at);
        int length = LevelLength(level, out bool isDebug, out bool isError);
        at += length;
        if (length == 0 || (at < line.Length && line[at] != ' '))
        {
            return false;
        }

        // Levels are padded to the longest one.
        int padding = Math.Max(5 - length, 0) + 1;
        while (padding-- > 0 && at < line.Length && line[at] == ' ')
        {
            at++;
        }

        ReadOnlySpan<byte> rest = line.Slice(at);
        int close = !rest.IsEmpty && rest[0] == '[' ? rest.Slice(0, Math.Min(rest.Length, LongestId)).IndexOf((byte)']') : -1;
        bool hasId = close > 1 && rest.Slice(1, close - 1).IndexOfAny((byte)' ', (byte)'[') < 0;
        int text = hasId ? at + close + 1 : at;
        if (hasId && text < line.Length && line[text] == ' ')
        {
            text++;
        }

        parts = new(isDebug, isError, hasId ? at + 1 : 0, hasId ? close - 1 : 0, text);
        return true;
    }

    private static int LevelLength(ReadOnlySpan<byte> text, out bool isDebug, out bool isError)
    {
        isDebug = text.StartsWith("DEBUG"u8) || text.StartsWith("TRACE"u8);
        isError = text.StartsWith("ERROR"u8) || text.StartsWith("FATAL"u8) || text.StartsWith("WARN"u8);
        return text.StartsWith("INFO"u8) || text.StartsWith("WARN"u8) ? 4 : isDebug || isError ? 5 : 0;
    }
}
