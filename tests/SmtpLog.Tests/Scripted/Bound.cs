using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SmtpLog.Tests.Scripted;

/// <summary>Keeps a test that would hang from hanging; nothing is measured by it.</summary>
internal static class Bound
{
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(60);

    public static Task WithinBound(this Task task) => task.WaitAsync(Time, TestContext.Current.CancellationToken);

    public static Task<T> WithinBound<T>(this Task<T> task) => task.WaitAsync(Time, TestContext.Current.CancellationToken);

    /// <summary>Runs what blocks on a thread of its own.</summary>
    public static Task<T> Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WithinBound();
}
