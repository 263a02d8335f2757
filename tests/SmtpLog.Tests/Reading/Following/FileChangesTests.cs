using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpLog.Reading.Following;
using Xunit;

namespace SmtpLog.Tests.Reading.Following;

/// <summary>The system tells of changes; only where it does, since nothing is looked at without being told.</summary>
public sealed class FileChangesTests : IDisposable
{
    private readonly Writing.TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("append")]
    [InlineData("create")]
    [InlineData("rename")]
    [InlineData("remove")]
    [InlineData("next number")]
    public async Task A_change_ends_the_wait(string change)
    {
        string file = _folder.File(change == "next number" ? "SmtpLog_1.txt" : "a.log");
        await File.WriteAllTextAsync(file, "1", Cancelled);
        using var changes = new FileChanges([file], Timeout.InfiniteTimeSpan);

        var waiting = Task.Run(() => changes.Wait(Cancelled), Cancelled);
        switch (change)
        {
            case "append":
                await File.AppendAllTextAsync(file, "2", Cancelled);
                break;
            case "create":
                await File.WriteAllTextAsync(_folder.File("b.log"), "1", Cancelled);
                File.Move(_folder.File("b.log"), file, overwrite: true);
                break;
            case "rename":
                File.Move(file, file + ".1");
                break;
            case "remove":
                File.Delete(file);
                break;
            default:
                await File.WriteAllTextAsync(_folder.File("SmtpLog_2.txt"), "1", Cancelled);
                break;
        }

        await waiting;
    }

    [Fact]
    public void A_change_before_the_wait_is_not_missed()
    {
        using var changes = new FileChanges([_folder.File("a.log")], Timeout.InfiniteTimeSpan);
        File.WriteAllText(_folder.File("a.log"), "1");

        changes.Wait(Cancelled);
    }

    [Fact]
    public void Where_nothing_is_told_it_is_looked_at_all_the_same()
    {
        using var changes = new FileChanges([Path.Combine(_folder.Path, "no such folder", "a.log")], TimeSpan.FromMilliseconds(1));

        changes.Wait(Cancelled);
    }

    [Fact]
    public async Task The_wait_can_be_cancelled()
    {
        using var changes = new FileChanges([_folder.File("a.log")], Timeout.InfiniteTimeSpan);
        using var stop = new CancellationTokenSource();
        var waiting = Task.Run(() => changes.Wait(stop.Token), Cancelled);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
