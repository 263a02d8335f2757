using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Writing;

namespace SmtpLog.Tests.Writing;

/// <summary>A recorder, what it is told, and what its logs hold then.</summary>
internal sealed class Recording
{
    private readonly Func<int, int>? _portion;

    /// <param name="portion">How many of so many bytes come next; null: all.</param>
    /// <param name="contents">One log of each.</param>
    public Recording(Func<int, int>? portion, params SmtpLogContent[] contents)
    {
        _portion = portion;
        Logs = [.. contents.Select(content => new MemorySink(content))];
        Recorder = new SessionRecorder("smtp.example.com", 587, Logs, new LogSequence());
    }

    public Recording(params SmtpLogContent[] contents)
        : this(null, contents.Length == 0 ? [SmtpLogContent.Headers] : contents)
    {
    }

    public List<MemorySink> Logs { get; }

    public SessionRecorder Recorder { get; }

    public string[] Bodies => Logs[0].Bodies;

    public string Text => Logs[0].Text;

    /// <summary>The client says these lines, in one go.</summary>
    public Recording Client(params string[] lines) => ClientBytes(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));

    /// <summary>The server says these lines, in one go.</summary>
    public Recording Server(params string[] lines) => ServerBytes(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));

    public Recording ClientBytes(byte[] bytes)
    {
        InPortions(bytes, portion => Recorder.Client(portion));
        return this;
    }

    public Recording ServerBytes(byte[] bytes)
    {
        InPortions(bytes, portion => Recorder.Server(portion));
        return this;
    }

    public Recording Closed()
    {
        Recorder.Event(LogEvents.Closed(0, Recorder.BytesSent, Recorder.BytesReceived, TimeSpan.Zero));
        return this;
    }

    private void InPortions(byte[] bytes, Action<byte[]> give)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            int count = _portion is null ? bytes.Length - at : _portion(bytes.Length - at);
            give(bytes[at..(at + count)]);
            at += count;
        }
    }
}
