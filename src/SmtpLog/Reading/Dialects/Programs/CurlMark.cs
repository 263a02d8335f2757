using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>Reads what stands in front of curl's lines.</summary>
internal static class CurlMark
{
    public static CurlMarkKind Of(ReadOnlySpan<byte> line, out int length)
    {
        length = 2;
        if (ToolLine.Mark(line, "> "u8) is var client and > 0)
        {
            length = client;
            return CurlMarkKind.Client;
        }

        if (ToolLine.Mark(line, "< "u8) is var server and > 0)
        {
            length = server;
            return CurlMarkKind.Server;
        }

        if (line.StartsWith("* "u8))
        {
            return CurlMarkKind.Info;
        }

        if (line.StartsWith("== Info: "u8))
        {
            length = 9;
            return CurlMarkKind.Info;
        }

        length = 0;
        if (line.StartsWith("} ["u8) || line.StartsWith("{ ["u8))
        {
            return Blank.TrimEnd(line).EndsWith("]"u8) && line.IndexOf(" bytes data"u8) > 0 ? CurlMarkKind.Bytes : CurlMarkKind.None;
        }

        if (line.StartsWith("=> Send "u8) || line.StartsWith("<= Recv "u8))
        {
            return TryReadSize(line, out _) ? CurlMarkKind.Dump : CurlMarkKind.None;
        }

        if (line.StartsWith("curl: ("u8))
        {
            return CurlMarkKind.Tool;
        }

        bool isMeterHead = line.StartsWith("  % Total    % Received"u8)
            || (line.StartsWith("        "u8) && ToolLine.SkipBlanks(line).StartsWith("Dload  Upload"u8));
        return isMeterHead ? CurlMarkKind.MeterHead : CurlMarkKind.None;
    }

    /// <summary>The bytes that a dump announces behind its comma.</summary>
    public static bool TryReadSize(ReadOnlySpan<byte> line, out int size)
    {
        const int MostDigits = 9;
        size = 0;
        int at = line.IndexOf((byte)',') + 2;
        if (at < 2)
        {
            return false;
        }

        int first = at;
        while (at < line.Length && line[at] is >= (byte)'0' and <= (byte)'9' && at - first < MostDigits)
        {
            size = (size * 10) + (line[at++] - '0');
        }

        return at > first && line.Slice(at).StartsWith(" bytes ("u8);
    }
}
