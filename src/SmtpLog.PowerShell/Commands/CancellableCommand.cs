using System;
using System.Management.Automation;
using System.Threading;

namespace SmtpLog.PowerShell.Commands;

/// <summary>A cmdlet that waits for the network or a file: Ctrl+C cancels the wait, the end frees.</summary>
public abstract class CancellableCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled by Ctrl+C.</summary>
    protected CancellationToken Stopped => _stop.Token;

    /// <summary>Frees what the cmdlet holds; also after Ctrl+C, when EndProcessing does not run.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called on another thread by Ctrl+C.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Frees what the cmdlet holds.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }
}
