using System;
using System.Collections.Generic;
using System.IO;

namespace SmtpLog.Writing;

/// <summary>One open file for all that write it in this process; closed when the last lets go.</summary>
internal sealed class SharedLogFile : IDisposable
{
    private static readonly Dictionary<string, SharedLogFile> s_open = new(StringComparer.Ordinal);

    private readonly AppendFile _file;
    private int _users;
    private bool _isTorn;

    private SharedLogFile(string path, AppendFile file)
    {
        Path = path;
        _file = file;
    }

    public string Path { get; }

    /// <exception cref="LogUnavailableException">It cannot be opened.</exception>
    public static SharedLogFile Open(string path)
    {
        lock (LogSequence.Shared.Gate)
        {
            if (!s_open.TryGetValue(path, out var file))
            {
                file = new SharedLogFile(path, OpenFile(path));
                s_open.Add(path, file);
            }

            file._users++;
            return file;
        }
    }

    /// <summary>Appends whole lines in one write; a line that an earlier failure has cut is ended first.</summary>
    /// <exception cref="IOException">Not all of it was written.</exception>
    public void Write(ByteBuffer lines)
    {
        if (_isTorn)
        {
            _file.Write([(byte)'\n'], 1);
        }

        _isTorn = true;
        _file.Write(lines.Array, lines.Length);
        _isTorn = false;
    }

    public void Dispose()
    {
        lock (LogSequence.Shared.Gate)
        {
            if (--_users == 0)
            {
                s_open.Remove(Path);
                _file.Dispose();
            }
        }
    }

    private static AppendFile OpenFile(string path)
    {
        try
        {
            return AppendFile.Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LogUnavailableException(path, e.Message);
        }
    }
}
