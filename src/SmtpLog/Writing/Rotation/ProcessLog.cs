using System;
using System.Collections.Generic;
using System.IO;
using SmtpLog.Lines;
using SmtpLog.Writing.Files;

namespace SmtpLog.Writing.Rotation;

/// <summary>The log of every transporter of the process. A sink of every session; takes nothing while it is not started.</summary>
internal sealed class ProcessLog : ILogSink, IDisposable
{
    private readonly ByteBuffer _lines = new(1024);
    private RotatingLog? _log;
    private RotatingLogOptions? _options;
    private Action<ByteBuffer, LogLine> _format = TextFormat.Append;
    private long _pending;
    private long _entries;
    private DateTimeOffset _started;
    private string? _error;
    private string? _unreported;
    private bool _isAwayTold;

    public static ProcessLog Shared { get; } = new();

    /// <summary>True where an administrator's configuration started it and forbids scripts to change it.</summary>
    public bool IsForced { get; set; }

    public SmtpLogContent Content => _options?.Content ?? SmtpLogContent.None;

    /// <summary>False where it runs already.</summary>
    /// <exception cref="LogUnavailableException">The folder cannot be written.</exception>
    public bool TryStart(RotatingLogOptions options)
    {
        lock (LogSequence.Shared.Gate)
        {
            if (_log is not null)
            {
                return false;
            }

            _log = new RotatingLog(options);
            _options = options;
            _format = options.Format == SmtpLogFormat.Json ? new JsonFormat().Append : TextFormat.Append;
            _started = DateTimeOffset.Now;
            _entries = 0;
            _error = null;
            _isAwayTold = false;
            return true;
        }
    }

    /// <summary>False where it did not run.</summary>
    public bool Stop()
    {
        lock (LogSequence.Shared.Gate)
        {
            bool ran = _log is not null;
            _log?.Dispose();
            _log = null;
            _options = null;
            return ran;
        }
    }

    /// <summary>Null where it does not run.</summary>
    public SmtpLogStatus? Status()
    {
        lock (LogSequence.Shared.Gate)
        {
            return _log is null ? null : new SmtpLogStatus
            {
                Path = _log.Path,
                Number = _log.Number,
                Size = _log.Size,
                EntryCount = _entries,
                Started = _started,
                Duration = DateTimeOffset.Now - _started,
                State = LogSwitch.IsSuspended ? SmtpLogState.Suspended : SmtpLogState.Running,
                Format = _options!.Format,
                Content = _options.Content,
                MaximumSize = _options.MaximumSize,
                MaximumFiles = _options.MaximumFiles,
                Error = _error,
            };
        }
    }

    /// <summary>The files of the running log, in order; empty where none runs.</summary>
    public IReadOnlyList<string> Files()
    {
        lock (LogSequence.Shared.Gate)
        {
            return _log?.Files ?? [];
        }
    }

    public void Dispose() => Stop();

    public void Append(LogLine line)
    {
        if (_log is not null && !LogSwitch.IsSuspended)
        {
            _format(_lines, line);
            _pending++;
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
            _log?.Write(_lines);
            _entries += _pending;
            TellRenewal();
        }
        catch (Exception e) when (e is IOException or LogUnavailableException)
        {
            Tell(e);
        }

        _lines.Clear();
        _pending = 0;
    }

    /// <summary>Gives what went wrong since the last call; a file that was moved away or removed is found here too.</summary>
    public string? TakeError()
    {
        lock (LogSequence.Shared.Gate)
        {
            try
            {
                _log?.Renew();
                TellRenewal();
            }
            catch (LogUnavailableException e)
            {
                Tell(e);
            }

            string? error = _unreported;
            _unreported = null;
            return error;
        }
    }

    private void Tell(Exception e)
    {
        _isAwayTold = e is LogUnavailableException;
        _unreported = _error = _isAwayTold ? e.Message : $"The log '{_log!.Path}' is not whole: {e.Message}";
    }

    /// <summary>Not where its absence was told before.</summary>
    private void TellRenewal()
    {
        if (_log is { IsRenewed: true } && !_isAwayTold)
        {
            _unreported = _error = $"The log '{_log.Path}' was moved or removed while it was written.";
        }

        _isAwayTold = false;
    }
}
