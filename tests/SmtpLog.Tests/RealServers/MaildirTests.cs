using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SmtpLog.Tests.RealServers;

public sealed class MaildirTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smtplog-maildir");
    private readonly Maildir _maildir;

    public MaildirTests()
    {
        foreach (string name in new[] { "new", "cur", "tmp" })
        {
            _folder.CreateSubdirectory(name);
        }
        _maildir = new Maildir(_folder.FullName);
    }

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_message_that_is_there_already_is_found()
    {
        Deliver("other@example.com");
        string expected = Deliver("wanted@example.com");
        Assert.Equal(expected, await _maildir.AwaitMessageAsync("<wanted@example.com>", Ending));
    }

    [Fact]
    public async Task A_message_that_comes_later_is_waited_for()
    {
        Task<string> waiting = _maildir.AwaitMessageAsync("wanted@example.com", Ending);
        Deliver("other@example.com");
        Assert.False(waiting.IsCompleted);
        string expected = Deliver("wanted@example.com");
        Assert.Equal(expected, await waiting);
    }

    [Fact]
    public async Task A_message_that_does_not_come_ends_with_what_is_there()
    {
        Deliver("other@example.com");
        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(
            () => _maildir.AwaitMessageAsync("wanted@example.com", Ending, TimeSpan.FromMilliseconds(1)));
        Assert.Contains("wanted@example.com was not delivered", error.Message, StringComparison.Ordinal);
        Assert.Contains("other@example.com", error.Message, StringComparison.Ordinal);
    }

    // As a mail server does: written elsewhere, then moved into place whole.
    private string Deliver(string messageId)
    {
        string written = Path.Combine(_folder.FullName, "tmp", messageId);
        string delivered = Path.Combine(_folder.FullName, "new", messageId);
        File.WriteAllText(written, $"Received: from here\n\tby there\nMessage-ID:\n <{messageId}>\nSubject: x\n\nMessage-ID: <of-the-body>\n");
        File.Move(written, delivered);
        return delivered;
    }
}
