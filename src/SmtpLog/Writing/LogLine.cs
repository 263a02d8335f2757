using System;
using SmtpLog.Lines;

namespace SmtpLog.Writing;

/// <summary>One entry on its way to the sinks. One object serves a whole session: sinks copy what they keep.</summary>
internal sealed class LogLine(string host, int port, long sessionId)
{
    private readonly ByteBuffer _textLine = new();
    private readonly ByteBuffer _stamp = new(64);
    private DateTime _stamped;

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

    /// <summary>The whole entry as <see cref="TextFormat"/> writes it; made once for all sinks that ask.</summary>
    public ReadOnlySpan<byte> TextLine
    {
        get
        {
            if (_textLine.Length == 0)
            {
                TextFormat.Make(_textLine, this);
            }

            return _textLine.Written;
        }
    }

    /// <summary>What the entries of a moment share: <c>timestamp process-id session-id</c>.</summary>
    public ReadOnlySpan<byte> Stamp
    {
        get
        {
            if (_stamped != Time)
            {
                _stamped = Time;
                _stamp.Clear();
                TextFormat.MakeStamp(_stamp, this);
            }

            return _stamp.Written;
        }
    }

    public void Set(long counter, DateTime time, SmtpLogOrigin origin, ReadOnlySpan<byte> text)
    {
        Begin(counter, time, origin, null);
        LineSanitizer.Append(Text, text);
    }

    public void Set(long counter, DateTime time, LogEvent entry)
    {
        Begin(counter, time, SmtpLogOrigin.Event, entry);
        Text.Append(LineSanitizer.Clean(entry.ToString()));
    }

    private void Begin(long counter, DateTime time, SmtpLogOrigin origin, LogEvent? entry)
    {
        Counter = counter;
        Time = time;
        Origin = origin;
        Event = entry;
        Text.Clear();
        _textLine.Clear();
    }
}
