using System;
using System.Threading;

namespace SmtpLog.Reading.Following;

/// <summary>Tells when it may be worth while to look again.</summary>
internal interface IChangeSignal
{
    /// <summary>Waits until something may have changed since the last call returned.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    void Wait(CancellationToken cancellation);
}
