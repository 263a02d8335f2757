using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using SmtpLog.PowerShell.Binding;
using SmtpLog.Reading;
using SmtpLog.Reading.Files;
using SmtpLog.Reading.Following;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.PowerShell.Commands;

/// <summary>A cmdlet that reads transcripts: from files, or line by line from the pipeline.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Parameters are arrays in PowerShell.")]
public abstract class LogReaderCommand : CancellableCommand
{
    private readonly InputFiles _files;
    private readonly ProgressDisplay _progress;
    private bool _isUnknown;

    private protected LogReaderCommand()
    {
        _files = new InputFiles(this);
        _progress = new ProgressDisplay(this, "Reading SMTP logs");
    }

    /// <summary>The files to read; wildcards are allowed. What is compressed by gzip is read as it is inside.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [FilePath]
    public string[] Path { get; set; } = [];

    /// <summary>The files to read, their names taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [FilePath]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Lines of a transcript.</summary>
    [Parameter(ParameterSetName = "InputObject", ValueFromPipeline = true)]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>Whose transcript it is; by default found out.</summary>
    [Parameter]
    public SmtpLogDialect Dialect { get; set; }

    /// <summary>Reads the files, or takes the line.</summary>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case "Path":
                Read(_files.Matching(Path));
                break;
            case "LiteralPath":
                Read(_files.Existing(LiteralPath));
                break;
            default:
                TakeOrReadCurrent();
                break;
        }
    }

    /// <summary>Ends the lines from the pipeline.</summary>
    protected override void EndProcessing()
    {
        if (!_isUnknown)
        {
            Guard(null, CompleteLines);
        }

        _progress.Complete();
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="open">Opens it; more than once where it has to be read more than once.</param>
    private protected abstract void ReadFile(string file, Func<Stream> open);

    /// <summary>Takes a line from the pipeline, or several in one string.</summary>
    private protected abstract void TakeLine(string line);

    /// <summary>No more lines will come from the pipeline.</summary>
    private protected abstract void CompleteLines();

    /// <summary>Reads the files, one after the other.</summary>
    private protected virtual void Read(IReadOnlyList<string> files)
    {
        _progress.Reading.Expect(files);
        foreach (string file in files.TakeWhile(_ => !Stopped.IsCancellationRequested))
        {
            Guard(file, () => ReadFile(file, () => LogFile.Open(file, _progress.Reading)));
            _progress.Reading.Leave(file);
        }
    }

    /// <summary>Reads the log of the process, in the order of its files.</summary>
    private protected virtual void ReadCurrent(IReadOnlyList<string> files) => Read(files);

    /// <summary>Takes a session that was read before; false where the cmdlet has no use for one.</summary>
    private protected virtual bool TakeSession(SmtpLogSession session) => false;

    /// <summary>Without any input it is the log of the process that is meant.</summary>
    private void TakeOrReadCurrent()
    {
        if (InputObject is not null)
        {
            Take(InputObject);
            return;
        }

        if (MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            WriteError(Errors.Usage(Errors.NoInput, "There is nothing to read: the input is $null.", "Pass -Path, or pipe lines or files; look for a variable that was never set."));
            return;
        }

        var files = ProcessLog.Shared.Files();
        if (files.Count == 0)
        {
            WriteError(Errors.Usage(Errors.NoInput, "There is nothing to read: no log is named, and Start-SmtpLog is not running.", "Pass -Path, or pipe lines or files; or start a log with Start-SmtpLog."));
            return;
        }

        ReadCurrent(files);
    }

    private void Take(PSObject input)
    {
        if (input.BaseObject is SmtpLogSession session && TakeSession(session))
        {
            return;
        }

        if (InputFiles.PathOf(input) is { } path)
        {
            Read(_files.Existing(path));
            return;
        }

        if (!_isUnknown)
        {
            Guard(null, () => TakeLine($"{input}"));
        }
    }

    private protected void Guard(string? file, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (IsOfReading(e))
        {
            // Of lines from the pipeline one error is enough.
            _isUnknown |= file is null && e is UnknownDialectException;
            Report(file, e);
        }
        catch (OperationCanceledException) when (Stopped.IsCancellationRequested)
        {
            // Ctrl+C: what was read has come out.
        }
    }

    /// <summary>Says why something could not be read.</summary>
    private protected void Report(string? file, Exception reason) => WriteError(reason switch
    {
        UnknownDialectException => Errors.Input(Errors.UnknownDialect, ErrorCategory.InvalidData, reason, reason.Message, "Name its format with -Dialect if it is one of these.", file),
        UnfollowableException => Errors.Input(Errors.CannotFollow, ErrorCategory.InvalidArgument, reason, reason.Message, "Leave -Wait out to read it.", file),
        DamagedFileException => Errors.Input(Errors.ReadFailed, ErrorCategory.InvalidData, reason, $"'{file}' could be read only in part: {reason.Message}", "What has come out is all that this copy of it holds; look for another one.", file),
        _ => Errors.Input(Errors.ReadFailed, ErrorCategory.ReadError, reason, $"'{file}' cannot be read: {reason.Message}", "Check that the file exists and that you may read it.", file),
    });

    private static bool IsOfReading(Exception e) => e is IOException or UnauthorizedAccessException or UnknownDialectException or UnfollowableException;
}
