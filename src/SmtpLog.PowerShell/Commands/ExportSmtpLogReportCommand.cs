using System;
using System.IO;
using System.Management.Automation;
using SmtpLog.PowerShell.Binding;
using SmtpLog.Reading;
using SmtpLog.Reading.Sessions;
using SmtpLog.Report;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Writes one self-contained HTML page of the sessions of transcripts.</summary>
[Cmdlet(VerbsData.Export, "SmtpLogReport", DefaultParameterSetName = "InputObject", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSmtpLogReportCommand : RecordReaderCommand
{
    private string? _target;
    private ReportFile? _file;
    private bool _wasRead;

    /// <summary>The page to write.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Path")]
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Parameter(Mandatory = true, ParameterSetName = "InputObject")]
    [FilePath]
    public string OutputPath { get; set; } = string.Empty;

    /// <summary>Its heading.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Gives the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Finds out before anything is read whether the page can be written.</summary>
    protected override void BeginProcessing()
    {
        string path = this.Unresolved(OutputPath, out string reason) ?? throw Refused(OutputPath, new IOException(reason));
        if (Directory.Exists(path))
        {
            throw Refused(path, new IOException("it is a folder"));
        }

        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw Refused(path, new DirectoryNotFoundException($"there is no folder '{folder}'"));
        }

        if (File.Exists(path) && !Force)
        {
            throw Exists(path);
        }

        if (ShouldProcess(path, "Write the report"))
        {
            _target = path;
            _file = Writing(path, () => new ReportFile(path));
        }
    }

    /// <summary>Takes a session, a line or the files; with -WhatIf nothing is read.</summary>
    protected override void ProcessRecord()
    {
        if (_file is not null)
        {
            base.ProcessRecord();
        }
    }

    /// <summary>Writes the page, unless there was nothing that could be read.</summary>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_file is not null && _wasRead)
        {
            Writing(_target!, () =>
            {
                _file.Complete(Title, DateTimeOffset.UtcNow, Force);
                return true;
            });
            if (PassThru)
            {
                WriteObject(this.Item(_target!));
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file?.Dispose();
        }

        base.Dispose(disposing);
    }

    private protected override LogReaderOptions CreateOptions() => new() { Dialect = Dialect, Cancellation = Stopped };

    private protected override IRecordOutput CreateOutput(string? file, LogReaderOptions options) =>
        new WatchedOutput(new SessionOutput(options, Add), () => _wasRead = true);

    private protected override bool TakeSession(SmtpLogSession session)
    {
        Add(session);
        return true;
    }

    private void Add(SmtpLogSession session)
    {
        _wasRead = true;
        Writing(_target!, () =>
        {
            _file!.Report.Add(session);
            return true;
        });
    }

    /// <summary>What writes to the page's files; reading has errors of its own.</summary>
    private T Writing<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (IOException) when (!Force && File.Exists(path))
        {
            throw Exists(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, e);
        }
    }

    private IOException Exists(string path)
    {
        var exception = new IOException($"'{path}' is there already.");
        ThrowTerminatingError(Errors.Input(Errors.OutputExists, ErrorCategory.ResourceExists, exception, exception.Message, "Name another file with -OutputPath, or pass -Force to replace it.", path));
        return exception;
    }

    private Exception Refused(string path, Exception reason)
    {
        ThrowTerminatingError(Errors.Input(Errors.WriteFailed, ErrorCategory.WriteError, reason, $"The report '{path}' cannot be written: {reason.Message}", "Name a file in a folder that exists and that you may write.", path));
        return reason;
    }
}
