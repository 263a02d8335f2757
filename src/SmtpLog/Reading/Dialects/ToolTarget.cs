using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>Which server a tool says that it connects to: <c>host:port</c>, <c>('host', port)</c>, <c>host (address) port 25</c>, or the host alone.</summary>
internal static class ToolTarget
{
    private const int MostLength = 300;

    /// <summary>Reads it where it stands in the text of a connection's record.</summary>
    public static void Read(ref LogRecord record, int start)
    {
        ReadOnlySpan<byte> rest = record.Text.Slice(Math.Min(start, record.Text.Length));
        string text = Utf8.Decode(rest.Slice(0, Math.Min(rest.Length, MostLength)));
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0 && text.IndexOfAny([' ', ','], 0, scheme) < 0)
        {
            text = text.Substring(scheme + 3);
        }

        int length = HostLength(text);
        string host = text.Substring(0, length).Trim('[', ']').TrimEnd('.');
        if (host.Length > 0)
        {
            record.Server = host;
            record.Port = Port(text.Substring(length));
        }
    }

    private static int HostLength(string text)
    {
        int close = text.StartsWith("[", StringComparison.Ordinal) ? text.IndexOf(']') : -1;
        int end = close > 0 ? close + 1 : text.IndexOfAny([' ', ':', '\'', ',', '/', '(', ')']);
        return end < 0 ? text.Length : end;
    }

    private static int? Port(string text)
    {
        const int MostDigits = 5;
        int at = text.StartsWith(":", StringComparison.Ordinal) ? 1
            : text.StartsWith("', ", StringComparison.Ordinal) ? 3
            : text.IndexOf("port ", StringComparison.Ordinal) + 5;
        int port = 0;
        int digits = 0;
        for (; at >= 1 && at < text.Length && text[at] is >= '0' and <= '9' && digits < MostDigits; at++, digits++)
        {
            port = (port * 10) + (text[at] - '0');
        }

        return digits > 0 && port <= ushort.MaxValue ? port : null;
    }
}
