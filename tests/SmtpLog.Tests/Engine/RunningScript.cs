using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>A script that goes on until it is stopped, and what has come out of it so far.</summary>
internal sealed class RunningScript : IDisposable
{
    private readonly System.Management.Automation.PowerShell _shell;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly IAsyncResult _running;

    public RunningScript(PowerShellSession session, string script, params object?[] arguments)
    {
        _shell = session.Create(script, arguments);
        _running = _shell.BeginInvoke<PSObject, PSObject>(null, _output);
    }

    public IReadOnlyList<ErrorRecord> Errors => SoFar(_shell.Streams.Error);

    /// <summary>Waits until so many objects are out, and gives them.</summary>
    public async Task<IReadOnlyList<T>> Until<T>(int count)
    {
        await Reach(_output, count);
        return [.. SoFar(_output).Select(one => Assert.IsType<T>(one.BaseObject, exactMatch: false))];
    }

    /// <summary>Waits until so many errors are out, and gives their ids.</summary>
    public async Task<IReadOnlyList<string>> UntilErrors(int count)
    {
        await Reach(_shell.Streams.Error, count);
        return [.. Errors.Select(error => error.FullyQualifiedErrorId)];
    }

    /// <summary>Ctrl+C; it must end, and without an error.</summary>
    public async Task Stop()
    {
        Assert.Equal(PSInvocationState.Running, _shell.InvocationStateInfo.State);
        await _shell.StopAsync(null, null).WithinBound();
        Assert.Throws<PipelineStoppedException>(() => _shell.EndInvoke(_running));
        Assert.Equal(PSInvocationState.Stopped, _shell.InvocationStateInfo.State);
    }

    /// <summary>Waits for its end.</summary>
    public async Task End() => await Task.Factory.FromAsync(_running, _shell.EndInvoke).WithinBound();

    public void Dispose() => _shell.Dispose();

    /// <summary>Enumerating it would wait for more.</summary>
    private static T[] SoFar<T>(PSDataCollection<T> items) => [.. Enumerable.Range(0, items.Count).Select(i => items[i])];

    private static async Task Reach<T>(PSDataCollection<T> items, int count)
    {
        var reached = new TaskCompletionSource();
        void Look(object? sender, DataAddedEventArgs added)
        {
            if (items.Count >= count)
            {
                reached.TrySetResult();
            }
        }

        items.DataAdded += Look;
        Look(null, null!);
        await reached.Task.WithinBound();
        items.DataAdded -= Look;
    }
}
