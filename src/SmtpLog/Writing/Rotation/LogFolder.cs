using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SmtpLog.Writing.Files;

namespace SmtpLog.Writing.Rotation;

/// <summary>
/// The folder of the numbered files: which to write, and which to remove. Processes of several users may share it: files
/// that one of them alone may write are passed by.
/// </summary>
internal sealed class LogFolder
{
    private readonly LogFileNames _names;

    /// <exception cref="LogUnavailableException">It is not there and cannot be made.</exception>
    public LogFolder(string path, SmtpLogFormat format)
    {
        _names = new LogFileNames(path, format);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LogUnavailableException(path, e.Message);
        }
    }

    /// <summary>All files there are, in order.</summary>
    public IReadOnlyList<string> Files => _names.Existing();

    public string PathOf(int number) => _names.PathOf(number);

    /// <summary>The number of the newest file; 0 where there is none.</summary>
    /// <exception cref="LogUnavailableException">The folder cannot be read.</exception>
    public int Highest() => Numbers().DefaultIfEmpty(0).Max();

    /// <summary>Opens the newest file from that number on, or a new one.</summary>
    /// <exception cref="LogUnavailableException">There is none, and none can be made.</exception>
    public (int Number, SharedLogFile File) OpenNewest(int first)
    {
        int[] there = [.. Numbers().Where(number => number >= first).OrderByDescending(number => number)];
        foreach (int number in there)
        {
            if (TryOpen(number) is { } file)
            {
                return (number, file);
            }
        }

        for (int number = Free(there.Length > 0 ? there[0] + 1 : first); ; number = Free(number + 1))
        {
            if (TryOpen(number) is { } file)
            {
                return (number, file);
            }
        }
    }

    /// <summary>Opens the file of that number, replaced where it was written last before <paramref name="before"/>.</summary>
    /// <exception cref="LogUnavailableException">It cannot be opened.</exception>
    public (int Number, SharedLogFile File) Replace(int number, DateTime before)
    {
        int free = Free(number);
        string path = PathOf(free);
        if (File.Exists(path) && File.GetLastWriteTimeUtc(path) < before)
        {
            Remove(path);
        }

        return (free, SharedLogFile.Open(path));
    }

    /// <summary>Removes all but the newest <paramref name="count"/>; never the file that is written.</summary>
    public void Keep(int count, int written)
    {
        var old = Numbers()
            .Where(number => number != written)
            .OrderByDescending(number => File.GetLastWriteTimeUtc(PathOf(number)))
            .ThenByDescending(number => number)
            .Select(PathOf)
            .Skip(count - 1);
        foreach (string path in old.ToArray())
        {
            Remove(path);
        }
    }

    /// <summary>Null where the file is there and somebody else's.</summary>
    private SharedLogFile? TryOpen(int number)
    {
        string path = PathOf(number);
        try
        {
            return SharedLogFile.Open(path);
        }
        catch (LogUnavailableException e) when (e.IsDenied && File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>The number or the next one that is not the name of somebody's folder.</summary>
    private int Free(int number)
    {
        while (Directory.Exists(PathOf(number)))
        {
            number++;
        }

        return number;
    }

    private int[] Numbers()
    {
        try
        {
            return [.. _names.Numbers()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LogUnavailableException(_names.Folder, e.Message);
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
