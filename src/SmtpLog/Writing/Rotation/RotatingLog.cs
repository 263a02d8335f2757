using System;
using System.Collections.Generic;
using System.IO;
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
    private readonly LogFolder _folder;
    private readonly DateTime _started = DateTime.UtcNow;
    private SharedLogFile _file;

    /// <exception cref="LogUnavailableException">The folder or the first file cannot be written.</exception>
    public RotatingLog(RotatingLogOptions options)
    {
        _options = options;
        _folder = new LogFolder(options.Folder, options.Format);
        (Number, _file) = options.StartNumber is { } number ? _folder.Replace(number, DateTime.MaxValue) : _folder.OpenNewest(1);
    }

    public int Number { get; private set; }

    public string Path => _folder.PathOf(Number);

    /// <summary>All files there are, in order.</summary>
    public IReadOnlyList<string> Files => _folder.Files;

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

        if (_options.StartNumber is null && !File.Exists(Path) && _folder.Highest() > Number)
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
        // A process that was idle while others moved on goes to where they are. With a number to start from, a file that
        // is newer than this log was begun by another process of this run.
        var (number, file) = _options.StartNumber is null ? _folder.OpenNewest(Number + 1) : _folder.Replace(Number + 1, _started);
        _file.Dispose();
        _file = file;
        Number = number;
        if (_options.MaximumFiles > 0)
        {
            _folder.Keep(_options.MaximumFiles, Number);
        }
    }
}
