using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SmtpLog.Lines;
using SmtpLog.Writing.Files;

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
        Number = options.StartNumber ?? Free(Math.Max(1, Highest()));
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

    public long Size => _file.Look().Length;

    /// <summary>True after a write where the file had been moved away or removed before it, and was made anew.</summary>
    public bool IsRenewed { get; private set; }

    /// <exception cref="IOException">Not all of it was written.</exception>
    /// <exception cref="LogUnavailableException">The file is gone, or full, and another cannot be opened; it was written all the same, if it can be.</exception>
    public void Write(ByteBuffer lines)
    {
        IsRenewed = false;
        try
        {
            var place = _file.Look();
            if (!place.IsInPlace)
            {
                Renew();
                place = _file.Look();
            }

            while (place.Length >= _options.MaximumSize)
            {
                MoveOn();
                place = _file.Look();
            }
        }
        catch (LogUnavailableException)
        {
            _file.Write(lines);
            throw;
        }

        _file.Write(lines);
    }

    /// <summary>
    /// Opens the file anew where it has been moved away or removed; one that another process removed as the oldest is
    /// not made again: the newest is gone on with.
    /// </summary>
    /// <exception cref="LogUnavailableException">It cannot be opened.</exception>
    public void Renew()
    {
        IsRenewed = false;
        if (_file.Look().IsInPlace)
        {
            return;
        }

        if (_options.StartNumber is null && !File.Exists(Path) && Highest() > Number)
        {
            MoveOn();
            return;
        }

        int renewals = _file.Renewals;
        _file.Renew();
        IsRenewed = _file.Renewals != renewals;
    }

    public void Dispose() => _file.Dispose();

    private void MoveOn()
    {
        // A process that was idle while others moved on goes to where they are.
        int number = Free(_options.StartNumber is null ? Math.Max(Number + 1, Highest()) : Number + 1);
        string next = _names.PathOf(number);
        if (_options.StartNumber is not null && File.Exists(next) && File.GetLastWriteTimeUtc(next) < _started)
        {
            // Left by an earlier run. A file that is newer was begun by another process of this one.
            Remove(next);
        }

        var file = SharedLogFile.Open(next);
        _file.Dispose();
        _file = file;
        Number = number;
        RemoveOld();
    }

    private void RemoveOld()
    {
        if (_options.MaximumFiles == 0)
        {
            return;
        }

        var old = Numbers()
            .Where(number => number != Number)
            .OrderByDescending(number => File.GetLastWriteTimeUtc(_names.PathOf(number)))
            .ThenByDescending(number => number)
            .Select(_names.PathOf)
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

    /// <summary>The number or the next one that is not the name of somebody's folder.</summary>
    private int Free(int number)
    {
        while (Directory.Exists(_names.PathOf(number)))
        {
            number++;
        }

        return number;
    }

    private int Highest() => Numbers().DefaultIfEmpty(0).Max();

    private int[] Numbers()
    {
        try
        {
            return [.. _names.Numbers()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LogUnavailableException(_options.Folder, e.Message);
        }
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
