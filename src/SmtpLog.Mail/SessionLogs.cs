using System;
using System.Collections.Generic;
using SmtpLog.Contracts;
using SmtpLog.Writing;
using SmtpLog.Writing.Files;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.Mail;

/// <summary>Where the sessions of one transporter are written: the transcript of a result, its own log, the process's log.</summary>
internal sealed class SessionLogs(SmtpTransporterOptions options) : IDisposable
{
    private readonly TranscriptSink _transcript = new(LogSequence.Shared);
    private FileSink? _own;

    public IReadOnlyList<ILogSink> Sinks => _own is null ? [_transcript, ProcessLog.Shared] : [_transcript, _own, ProcessLog.Shared];

    /// <summary>Opens the transporter's own log, or looks whether it still is where it was.</summary>
    /// <exception cref="LogUnavailableException">It cannot be opened.</exception>
    public void Open()
    {
        if (_own is not null)
        {
            _own.Renew();
        }
        else if (options.LogPath is not null)
        {
            _own = new FileSink(options.LogPath, options.LogFormat, options.LogContent);
        }
    }

    /// <summary>Gives what was said since the last call.</summary>
    public byte[] TakeTranscript() => _transcript.Take();

    /// <summary>Gives why a log is not whole since the last call; null where all are.</summary>
    public string? TakeError()
    {
        string? own = _own?.TakeError();
        string? shared = ProcessLog.Shared.TakeError();
        return own is null || shared is null ? own ?? shared : $"{own} {shared}";
    }

    public void Dispose()
    {
        _own?.Dispose();
        _own = null;
    }
}
