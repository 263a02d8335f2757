using System;
using System.Collections.Generic;
using System.Threading;

namespace SmtpLog.Writing;

/// <summary>Turns the raw bytes of one session into masked entries and hands them to its sinks.</summary>
internal sealed class SessionRecorder
{
    private static long s_lastSession;

    public SessionRecorder(IReadOnlyList<ILogSink> sinks) => Sinks = sinks;

    public IReadOnlyList<ILogSink> Sinks { get; }

    public long SessionId { get; } = Interlocked.Increment(ref s_lastSession);

    /// <summary>Bytes that the client sent, in any portion.</summary>
    public void Client(ReadOnlySpan<byte> bytes) => throw new NotSupportedException();

    /// <summary>Bytes that the server sent, in any portion.</summary>
    public void Server(ReadOnlySpan<byte> bytes) => throw new NotSupportedException();

    public void Event(LogEvent entry) => throw new NotSupportedException();
}
