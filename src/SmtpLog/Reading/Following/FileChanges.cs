using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.Reading.Following;

/// <summary>
/// Changes in the folders of some files, as the system tells of them; and a look now and then all the same, since it does
/// not tell of everything (network file systems, containers; on Windows a file that is written and not closed).
/// </summary>
internal sealed class FileChanges : IChangeSignal, IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    private readonly ManualResetEventSlim _changed = new();
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly TimeSpan _interval;

    /// <param name="paths">The files; those with a number stand for others with numbers too.</param>
    /// <param name="interval">After what time to look without being told; -1 ms: never.</param>
    public FileChanges(IEnumerable<string> paths, TimeSpan? interval = null)
    {
        _interval = interval ?? s_interval;
        foreach (var folder in paths.GroupBy(path => Path.GetDirectoryName(Path.GetFullPath(path))!))
        {
            Watch(folder.Key, [.. folder]);
        }
    }

    public void Wait(CancellationToken cancellation)
    {
        _changed.Wait(_interval, cancellation);
        _changed.Reset();
    }

    public void Dispose()
    {
        foreach (FileSystemWatcher watcher in _watchers)
        {
            watcher.Dispose();
        }

        _changed.Dispose();
    }

    private void Watch(string folder, string[] paths)
    {
        var names = new HashSet<string>(paths.Select(Path.GetFileName), StringComparer.OrdinalIgnoreCase);
        bool hasNumbers = paths.Any(path => LogFileNames.Of(path, out _) is not null);
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.CreationTime,
            };
            watcher.Changed += Look;
            watcher.Created += Look;
            watcher.Deleted += Look;
            watcher.Renamed += (_, _) => _changed.Set();
            watcher.Error += (_, _) => _changed.Set();
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException or UnauthorizedAccessException)
        {
            // No watches left, or a folder that cannot be watched: then it is looked at now and then.
            watcher?.Dispose();
        }

        void Look(object sender, FileSystemEventArgs change)
        {
            if (change.Name is null || names.Contains(Path.GetFileName(change.Name)) || (hasNumbers && LogFileNames.Of(change.FullPath, out int _) is not null))
            {
                _changed.Set();
            }
        }
    }
}
