using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>What came out of a script, stream by stream.</summary>
internal sealed class SessionOutput
{
    public required IReadOnlyList<PSObject> Objects { get; init; }

    /// <summary>A terminating error is the last.</summary>
    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<string> Verbose { get; init; }

    public required IReadOnlyList<string> Debug { get; init; }

    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    /// <summary>True where the script did not reach its end.</summary>
    public required bool IsTerminated { get; init; }

    public IReadOnlyList<string> ErrorIds => [.. Errors.Select(error => error.FullyQualifiedErrorId)];

    /// <summary>The only object, where nothing went wrong.</summary>
    public T Single<T>()
    {
        Assert.Empty(Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}"));
        return Assert.IsType<T>(Assert.Single(Objects).BaseObject, exactMatch: false);
    }

    /// <summary>All objects, where nothing went wrong.</summary>
    public IReadOnlyList<T> All<T>()
    {
        Assert.Empty(Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}"));
        return [.. Objects.Select(one => Assert.IsType<T>(one.BaseObject, exactMatch: false))];
    }

    /// <summary>The only error, which must have this id of that cmdlet (<c>New-SmtpTransporter</c>).</summary>
    public ErrorRecord Error(string id, string cmdlet)
    {
        var error = Assert.Single(Errors);
        Assert.Equal($"{id},SmtpLog.PowerShell.Commands.{cmdlet.Replace("-", string.Empty)}Command", error.FullyQualifiedErrorId);
        return error;
    }
}
