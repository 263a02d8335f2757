using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MimeKit;

namespace SmtpLog.Tests.RealServers;

/// <summary>A mailbox on disk, a file for each message.</summary>
internal sealed class Maildir(string path)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    public string Path { get; } = path;

    /// <summary>The file of the message with that id, once it has been delivered.</summary>
    /// <exception cref="TimeoutException">It was not there in time, by default 30 seconds.</exception>
    public async Task<string> AwaitMessageAsync(string messageId, CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        // A channel, since a late event may still write to it when nobody waits any more.
        var changes = Channel.CreateUnbounded<bool>();
        using var watcher = new FileSystemWatcher(System.IO.Path.Combine(Path, "new")) { NotifyFilter = NotifyFilters.FileName };
        watcher.Created += (_, _) => changes.Writer.TryWrite(true);
        watcher.Renamed += (_, _) => changes.Writer.TryWrite(true);
        // Events got lost: look again.
        watcher.Error += (_, _) => changes.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit ?? s_limit);
        try
        {
            string? file;
            while ((file = Find(messageId)) is null)
            {
                await changes.Reader.ReadAsync(ending.Token);
            }
            return file;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{messageId} was not delivered to {Path}; there are: {string.Join(", ", Messages().Select(IdOf))}");
        }
    }

    /// <summary>The file of the message with that id (with or without angle brackets), null if it isn't there.</summary>
    public string? Find(string messageId) => Messages().FirstOrDefault(file => IdOf(file) == messageId.Trim('<', '>'));

    private IEnumerable<string> Messages() => new[] { "new", "cur" }
        .SelectMany(folder => Directory.EnumerateFiles(System.IO.Path.Combine(Path, folder)));

    private static string? IdOf(string file) => HeaderList.Load(file)[HeaderId.MessageId]?.Trim().Trim('<', '>');
}
