using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SmtpLog.Writing.Rotation;

/// <summary>
/// Appends to numbered files, a new one at a size. Several processes may write one folder: no file is ever renamed,
/// each process moves on by itself when it finds its file full, and none removes what another has just begun.
/// </summary>
internal sealed class RotatingLog : IDisposable
{
    private readonly RotatingLogOptions _options;
    private readonly LogFileNames _names;
    private readonly DateTime _started = DateTime.UtcNow;
    private SharedLogFile _file;

    /// <exception cref="LogUnavailableException">The folder or the first file cannot be written.</exception>
    public RotatingLog(RotatingLogOptions options)
    {
        _options = options;
        _names = new LogFileNames(options.Folder, options.Format);
        CreateFolder();
        Number = options.StartNumber ?? Math.Max(1, _names.Highest());
        if (options.StartNumber is not null)
        {
            Remove(_names.PathOf(Number));
        }

        _file = SharedLogFile.Open(_names.PathOf(Number));
    }

    public int Number { get; private set; }

    public string Path => _names.PathOf(Number);

    /// <summary>All files there are, in order.</summary>
    public IReadOnlyList<string> Files => _names.Existing();

    public long Size => SizeOf(Path);

    /// <exception cref="IOException">Not all of it was written.</exception>
    /// <exception cref="LogUnavailableException">The next file cannot be opened.</exception>
    public void Write(ByteBuffer lines)
    {
        while (SizeOf(Path) >= _options.MaximumSize)
        {
            MoveOn();
        }

        _file.Write(lines);
    }

    public void Dispose() => _file.Dispose();

    private void MoveOn()
    {
        string next = _names.PathOf(Number + 1);
        if (_options.StartNumber is not null && File.Exists(next) && File.GetLastWriteTimeUtc(next) < _started)
        {
            // Left by an earlier run. A file that is newer was begun by another process of this one.
            Remove(next);
        }

        var file = SharedLogFile.Open(next);
        _file.Dispose();
        _file = file;
        Number++;
        RemoveOld();
    }

    private void RemoveOld()
    {
        if (_options.MaximumFiles == 0)
        {
            return;
        }

        var old = _names.Numbers()
            .Where(number => number != Number)
            .Select(_names.PathOf)
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .Skip(_options.MaximumFiles - 1);
        foreach (string path in old.ToArray())
        {
            Remove(path);
        }
    }

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(_options.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LogUnavailableException(_options.Folder, e.Message);
        }
    }

    private static long SizeOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A reader holds it, or another process was faster; the next rotation asks again.
        }
    }
}
