using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace SmtpLog.Mail;

/// <summary>How long the server took in each stage: from what was sent to what came back.</summary>
internal sealed class StageClock
{
    private readonly Dictionary<SmtpStage, TimeSpan> _times = [];
    private readonly Stopwatch _wait = new();

    /// <summary>Null where nothing was waited for in that stage.</summary>
    public TimeSpan? this[SmtpStage stage] => _times.TryGetValue(stage, out var time) ? time : null;

    /// <summary>It is the server's turn.</summary>
    public void Sent() => _wait.Restart();

    public void Received(SmtpStage stage)
    {
        Add(stage, _wait.Elapsed);
        _wait.Restart();
    }

    public void Add(SmtpStage stage, TimeSpan time) => _times[stage] = (this[stage] ?? TimeSpan.Zero) + time;
}
