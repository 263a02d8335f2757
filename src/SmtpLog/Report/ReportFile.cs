using System;
using System.IO;

namespace SmtpLog.Report;

/// <summary>
/// The file of a report. It is written under another name beside it and renamed once it is whole, so that a broken run
/// leaves nothing.
/// </summary>
internal sealed class ReportFile : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly string _path;
    private readonly string _part;
    private readonly FileStream _spool;

    /// <summary>Makes the files that hold it until it is whole.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public ReportFile(string path)
    {
        _path = path;
        _part = $"{path}.{Guid.NewGuid():N}.part";
        _spool = new FileStream(_part + "2", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);
        Report = new HtmlReport(_spool);
    }

    public HtmlReport Report { get; }

    /// <summary>Writes the page and gives it its name.</summary>
    /// <exception cref="IOException">It cannot be written, or such a file is there and was not to be replaced.</exception>
    public void Complete(string? title, DateTimeOffset written, bool replace)
    {
        using (var page = new FileStream(_part, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
        {
            Report.Write(page, title, written);
        }

        if (replace && File.Exists(_path))
        {
            File.Replace(_part, _path, null);
        }
        else
        {
            File.Move(_part, _path);
        }
    }

    /// <summary>Removes what is not whole.</summary>
    public void Dispose()
    {
        Report.Dispose();
        _spool.Dispose();
        File.Delete(_part);
    }
}
