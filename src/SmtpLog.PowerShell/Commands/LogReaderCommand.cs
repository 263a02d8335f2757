using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using SmtpLog.PowerShell.Binding;
using SmtpLog.Reading;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.PowerShell.Commands;

/// <summary>A cmdlet that reads transcripts: from files, or line by line from the pipeline.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Parameters are arrays in PowerShell.")]
public abstract class LogReaderCommand : CancellableCommand
{
    private static readonly string[] s_pathNames = [nameof(LiteralPath), "PSPath", "FullName"];

    private LogFeed? _feed;

    /// <summary>The files to read; wildcards are allowed.</summary>
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
                Read(Path.SelectMany(Resolve));
                break;
            case "LiteralPath":
                Read(LiteralPath.Select(Literal).OfType<string>());
                break;
            default:
                TakeOrReadCurrent();
                break;
        }
    }

    /// <summary>Ends the lines from the pipeline.</summary>
    protected override void EndProcessing() => Guard(null, () => _feed?.Complete());

    private protected abstract LogReaderOptions CreateOptions();

    /// <summary>What makes objects of a file's records, or where <paramref name="file"/> is null of the pipeline's.</summary>
    private protected abstract IRecordOutput CreateOutput(string? file, LogReaderOptions options);

    /// <summary>Takes a session that was read before; false where the cmdlet has no use for one.</summary>
    private protected virtual bool TakeSession(SmtpLogSession session) => false;

    /// <summary>Without any input it is the log of the process that is meant.</summary>
    private void TakeOrReadCurrent()
    {
        if (MyInvocation.ExpectingInput || InputObject is not null)
        {
            Take(InputObject!);
            return;
        }

        var files = ProcessLog.Shared.Files();
        if (files.Count == 0)
        {
            WriteError(Errors.Usage(Errors.NoInput, "There is nothing to read: no log is named, and Start-SmtpLog is not running.", "Pass -Path, or pipe lines or files; or start a log with Start-SmtpLog."));
        }

        Read(files);
    }

    private void Take(PSObject input)
    {
        if (input.BaseObject is SmtpLogSession session && TakeSession(session))
        {
            return;
        }

        if (PathOf(input) is { } path)
        {
            Read(new[] { path }.Select(Literal).OfType<string>());
            return;
        }

        Guard(null, () =>
        {
            _feed ??= CreateFeed();
            _feed.Feed($"{input}");
        });
    }

    private LogFeed CreateFeed()
    {
        LogReaderOptions options = CreateOptions();
        return new LogFeed(options.Dialect, CreateOutput(null, options));
    }

    /// <summary>An object that names a file; the engine would bind it as a line before it looks at its properties.</summary>
    private static string? PathOf(PSObject input) => input.BaseObject switch
    {
        FileSystemInfo file => file.FullName,
        PSCustomObject => s_pathNames.Select(name => input.Properties[name]?.Value).FirstOrDefault(value => value is not null)?.ToString(),
        _ => null,
    };

    private void Read(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            Guard(file, () =>
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
                LogReaderOptions options = CreateOptions();
                LogReader.Read(stream, file, options, CreateOutput(file, options));
            });
        }
    }

    private void Guard(string? file, Action read)
    {
        try
        {
            read();
        }
        catch (UnknownDialectException e)
        {
            WriteError(Errors.Input(Errors.UnknownDialect, ErrorCategory.InvalidData, e, e.Message, "Name its format with -Dialect if it is one of these.", file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(Errors.Input(Errors.ReadFailed, ErrorCategory.ReadError, e, $"'{file}' cannot be read: {e.Message}", "Check that the file exists and that you may read it.", file));
        }
        catch (OperationCanceledException) when (Stopped.IsCancellationRequested)
        {
            // Ctrl+C: what was read has come out.
        }
    }

    private IEnumerable<string> Resolve(string path)
    {
        var files = this.Resolved(path, out string reason);
        if (files.Count == 0)
        {
            NotFound(path, reason);
        }

        return files;
    }

    private string? Literal(string path)
    {
        string? file = this.Unresolved(path, out string reason);
        if (file is not null && !File.Exists(file))
        {
            reason = "there is no such file";
            file = null;
        }

        if (file is null)
        {
            NotFound(path, reason);
        }

        return file;
    }

    private void NotFound(string path, string reason) => WriteError(Errors.Input(
        Errors.PathNotFound,
        ErrorCategory.ObjectNotFound,
        new FileNotFoundException(reason, path),
        $"'{path}' cannot be read: {reason}",
        "Check the path; -LiteralPath takes brackets and other wildcards as they are.",
        path));
}
