using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace SmtpLog.Protection;

/// <summary>Where protected logs go: into one file, or into a folder, each under its own name; no two into the same.</summary>
/// <param name="path">The file; or the folder, which is there, or whose path ends with a separator.</param>
/// <param name="replace">Whether files that are there are replaced.</param>
internal sealed class ProtectedTargets(string path, bool replace)
{
    private readonly HashSet<string> _taken = new(
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    private readonly bool _isFolder = Directory.Exists(path)
        || path.EndsWith(Path.DirectorySeparatorChar.ToString(), StringComparison.Ordinal)
        || path.EndsWith(Path.AltDirectorySeparatorChar.ToString(), StringComparison.Ordinal);

    /// <summary>The file for a log, which is not there yet, or is to be replaced.</summary>
    /// <param name="log">The path of the log; null where its lines come from elsewhere.</param>
    /// <exception cref="OutputFailedException">It is there, or another log has been written to it; or lines have no name for a folder.</exception>
    public string Next(string? log)
    {
        if (_isFolder && log is null)
        {
            throw new OutputFailedException(path, new IOException("It is a folder."));
        }

        string target = _isFolder ? Path.Combine(path, Path.GetFileName(log)) : path;
        if (!_taken.Add(Path.GetFullPath(target)))
        {
            throw new OutputFailedException(target, new IOException("Another log was written to it by the same call."), exists: true);
        }

        return !File.Exists(target) || replace ? target : throw new OutputFailedException(target, new IOException("It is there already."), exists: true);
    }

    /// <summary>Begins a file that <see cref="Next"/> has given.</summary>
    /// <exception cref="OutputFailedException">It cannot be written.</exception>
    public ProtectedFile Open(string target)
    {
        if (_isFolder)
        {
            try
            {
                Directory.CreateDirectory(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new OutputFailedException(path, e);
            }
        }

        return new ProtectedFile(target, replace);
    }
}
