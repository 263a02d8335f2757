using System;
using System.Threading;
using SmtpLog.Contracts;
using SmtpLog.Rehearsing;

namespace SmtpLog.TestServer.Rehearsing;

/// <summary>Which rehearsal a connection has.</summary>
internal sealed class Courses(SmtpTestServerOptions options)
{
    private readonly Course _shared = new(options.Rehearsal ?? new Rehearsal());
    private readonly Rehearsal[] _replays = [.. options.Replays];
    private int _count = -1;

    /// <summary>The one of the next connection.</summary>
    public Course Begin() => _replays.Length == 0 ? _shared : new Course(_replays[Math.Min(Interlocked.Increment(ref _count), _replays.Length - 1)]);
}
