using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Writing;

/// <summary>Numbers the entries of one session and gives them to its sinks, each as much of a message as it wants.</summary>
internal sealed class EntryWriter
{
    private readonly LogSequence _sequence;
    private readonly LogLine _line;
    private readonly Sink[] _sinks;
    private DateTime _now;
    private long _contentEntry;

    public EntryWriter(string host, int port, IEnumerable<ILogSink> sinks, LogSequence sequence)
    {
        _sequence = sequence;
        _sinks = [.. sinks.Select(static sink => new Sink(sink))];
        _line = new LogLine(host, port, _sequence.NextSession());
    }

    public long SessionId => _line.SessionId;

    /// <summary>What is written until <see cref="Flush"/> happens now.</summary>
    public void Begin() => _now = DateTime.UtcNow;

    public void Write(SmtpLogOrigin origin, ReadOnlySpan<byte> text)
    {
        _line.Set(_sequence.NextEntry(), _now, origin, text);
        Append();
    }

    public void Write(LogEvent entry)
    {
        _line.Set(_sequence.NextEntry(), _now, entry);
        Append();
    }

    /// <summary>A line of a message, for those who want it.</summary>
    public void WriteContent(ReadOnlySpan<byte> line, int wireLength, bool isHeader)
    {
        bool isSet = false;
        foreach (var sink in _sinks)
        {
            if (sink.Target.Content == SmtpLogContent.Full || (isHeader && sink.Target.Content == SmtpLogContent.Headers))
            {
                if (!isSet)
                {
                    _contentEntry = _sequence.NextEntry();
                    _line.Set(_contentEntry, _now, SmtpLogOrigin.Client, line);
                    isSet = true;
                }

                sink.Target.Append(_line);
                sink.LastContent = _contentEntry;
            }
            else
            {
                sink.NotLogged += wireLength;
            }
        }
    }

    /// <summary>The message has ended: those who did not get all of it are told how much they lack.</summary>
    public void WriteNotLogged()
    {
        // Where all who did not get the content lack the last line of it, the event has that line's number: a number of
        // its own would be a gap in the log that has the whole content.
        bool isNumbered = _sinks.All(sink => sink.NotLogged == 0 || sink.LastContent < _contentEntry);
        long counter = isNumbered ? _contentEntry : 0;
        foreach (var sink in _sinks)
        {
            if (sink.NotLogged > 0)
            {
                counter = counter == 0 ? _sequence.NextEntry() : counter;
                _line.Set(counter, _now, LogEvents.ContentNotLogged(sink.NotLogged));
                sink.Target.Append(_line);
                sink.NotLogged = 0;
                sink.LastContent = counter;
            }
        }
    }

    /// <summary>Hands over all that was written.</summary>
    public void Flush()
    {
        foreach (var sink in _sinks)
        {
            sink.Target.Flush();
        }
    }

    private void Append()
    {
        foreach (var sink in _sinks)
        {
            sink.Target.Append(_line);
        }
    }

    private sealed class Sink(ILogSink target)
    {
        public ILogSink Target { get; } = target;

        public long NotLogged { get; set; }

        /// <summary>The number of the last line of content, or of the event in its place, that it got.</summary>
        public long LastContent { get; set; }
    }
}
