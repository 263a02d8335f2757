using System;
using System.Collections.Generic;
using System.IO;
using SmtpLog.Lines;

namespace SmtpLog.Writing.Files;

/// <summary>One open file for all that write it in this process; closed when the last lets go.</summary>
internal sealed class SharedLogFile : IDisposable
{
    private static readonly Dictionary<string, SharedLogFile> s_open = new(StringComparer.Ordinal);

    private AppendFile _file;
    private int _users;

    private SharedLogFile(string path, AppendFile file)
    {
        Path = path;
        _file = file;
    }

    public string Path { get; }

    /// <summary>How often the file was moved away or removed, and opened anew.</summary>
    public int Renewals { get; private set; }

    /// <exception cref="LogUnavailableException">It cannot be opened.</exception>
    public static SharedLogFile Open(string path)
    {
        lock (LogSequence.Shared.Gate)
        {
            string full = FullPath(path);
            if (s_open.TryGetValue(full, out var file))
            {
                file.Renew();
            }
            else
            {
                file = new SharedLogFile(full, OpenFile(full));
                s_open.Add(full, file);
            }

            file._users++;
            return file;
        }
    }

    /// <summary>Appends whole lines; only under the gate of the sequence that numbered them.</summary>
    /// <exception cref="IOException">Not all of it was written.</exception>
    public void Write(ByteBuffer lines) => _file.Write(lines);

    /// <summary>Looks whether the file still is where it was opened.</summary>
    public FilePlace Look() => _file.Look();

    /// <summary>Opens the file anew where it has been moved away or removed, and maybe replaced by another.</summary>
    /// <exception cref="LogUnavailableException">It was, and cannot be opened.</exception>
    public void Renew()
    {
        lock (LogSequence.Shared.Gate)
        {
            if (!_file.Look().IsInPlace)
            {
                var file = OpenFile(Path);
                _file.Dispose();
                _file = file;
                Renewals++;
            }
        }
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

    private static string FullPath(string path)
    {
        try
        {
            return System.IO.Path.GetFullPath(path);
        }
        catch (Exception e) when (IsUnavailable(e))
        {
            throw new LogUnavailableException(path, e.Message);
        }
    }

    private static AppendFile OpenFile(string path)
    {
        try
        {
            return AppendFile.Open(path);
        }
        catch (Exception e) when (IsUnavailable(e))
        {
            throw new LogUnavailableException(path, e.Message) { IsDenied = e is UnauthorizedAccessException };
        }
    }

    private static bool IsUnavailable(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;
}
