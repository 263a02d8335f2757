using System;
using System.IO;
using SmtpLog.Lines;

namespace SmtpLog.Writing.Files;

/// <summary>Writes entries to a file. A failure is kept in <see cref="Error"/>: mail goes on.</summary>
internal sealed class FileSink : ILogSink, IDisposable
{
    private readonly SharedLogFile _file;
    private readonly ByteBuffer _lines = new(1024);
    private readonly Action<ByteBuffer, LogLine> _format;
    private int _renewals;
    private bool _isAwayTold;
    private bool _isDisposed;

    /// <exception cref="LogUnavailableException">It cannot be opened.</exception>
    public FileSink(string path, SmtpLogFormat format, SmtpLogContent content)
    {
        _file = SharedLogFile.Open(path);
        _renewals = _file.Renewals;
        _format = format == SmtpLogFormat.Json ? new JsonFormat().Append : TextFormat.Append;
        Content = content;
    }

    public SmtpLogContent Content { get; }

    /// <summary>Why entries are missing; null where none are.</summary>
    public string? Error { get; private set; }

    public void Append(LogLine line)
    {
        if (!LogSwitch.IsSuspended)
        {
            _format(_lines, line);
        }
    }

    public void Flush()
    {
        if (_lines.Length == 0)
        {
            return;
        }

        try
        {
            _file.Write(_lines);
        }
        catch (IOException e)
        {
            Error ??= $"The log '{_file.Path}' is not whole: {e.Message}";
        }

        _lines.Clear();
    }

    /// <summary>
    /// Looks before a send whether the file still is where it was, so that none of it is written into a file that was
    /// moved away or removed in the meantime. <see cref="TakeError"/> tells of it, once.
    /// </summary>
    public void Renew()
    {
        try
        {
            _file.Renew();
            if (_isAwayTold)
            {
                _renewals = _file.Renewals;
                _isAwayTold = false;
            }
        }
        catch (LogUnavailableException e)
        {
            Error ??= e.Message;
        }
    }

    /// <summary>
    /// Gives what went wrong since the last call. A file that was moved away or removed took all writes: that is found
    /// here, and the next ones go to a new file.
    /// </summary>
    public string? TakeError()
    {
        string? error = Error;
        Error = null;
        try
        {
            _file.Renew();
            if (_file.Renewals != _renewals)
            {
                _renewals = _file.Renewals;
                error ??= $"The log '{_file.Path}' was moved or removed while it was written.";
            }
        }
        catch (LogUnavailableException e)
        {
            _isAwayTold = true;
            error ??= e.Message;
        }

        return error;
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _file.Dispose();
        }
    }
}
