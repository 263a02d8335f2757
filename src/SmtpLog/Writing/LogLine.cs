using System;
using SmtpLog.Lines;

namespace SmtpLog.Writing;

/// <summary>One entry on its way to the sinks. One object serves a whole session: sinks copy what they keep.</summary>
internal sealed class LogLine(string host, int port, long sessionId)
{
    public string Host { get; } = host;

    public int Port { get; } = port;

    public long SessionId { get; } = sessionId;

    public long Counter { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime Time { get; private set; }

    public SmtpLogOrigin Origin { get; private set; }

    /// <summary>The event, for <see cref="SmtpLogOrigin.Event"/> alone.</summary>
    public LogEvent? Event { get; private set; }

    /// <summary>The text, masked and harmless, as UTF-8.</summary>
    public ByteBuffer Text { get; } = new();

    public void Set(long counter, DateTime time, SmtpLogOrigin origin, ReadOnlySpan<byte> text)
    {
        Counter = counter;
        Time = time;
        Origin = origin;
        Event = null;
        Text.Clear();
        LineSanitizer.Append(Text, text);
    }

    public void Set(long counter, DateTime time, LogEvent entry)
    {
        Counter = counter;
        Time = time;
        Origin = SmtpLogOrigin.Event;
        Event = entry;
        Text.Clear();
        Text.Append(LineSanitizer.Clean(entry.ToString()));
    }
}
