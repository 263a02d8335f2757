using System;
using System.Collections.Generic;
using System.Threading;
using SmtpLog.Reading.Following;

namespace SmtpLog.Tests.Reading.Following;

/// <summary>What happens while a follower has nothing to read, one thing after the other; after the last it is cancelled.</summary>
internal sealed class Steps(IEnumerable<Action> steps) : IChangeSignal
{
    private readonly Queue<Action> _steps = new(steps);

    public void Wait(CancellationToken cancellation)
    {
        if (!_steps.TryDequeue(out Action? step))
        {
            throw new OperationCanceledException();
        }

        step();
    }
}
