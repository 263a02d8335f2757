using System;
using System.Management.Automation;
using SmtpLog.PowerShell.Binding;
using SmtpLog.Writing.Files;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Logs every transporter of the process to numbered files in a folder.</summary>
[Cmdlet(VerbsLifecycle.Start, "SmtpLog", SupportsShouldProcess = true)]
public sealed class StartSmtpLogCommand : PSCmdlet
{
    /// <summary>The folder; made where it is missing.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [FilePath]
    public string Path { get; set; } = string.Empty;

    /// <summary>The size in bytes from which on the next file is begun.</summary>
    [Parameter]
    [ValidateRange(1024, long.MaxValue)]
    public long MaximumSize { get; set; } = RotatingLogOptions.DefaultMaximumSize;

    /// <summary>How many files to keep, the newest; 0: all.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumFiles { get; set; } = RotatingLogOptions.DefaultMaximumFiles;

    /// <summary>The number to begin with; its file is replaced. By default the highest number there goes on.</summary>
    [Parameter]
    [ValidateRange(1, LogFileNames.HighestNumber)]
    public int? StartNumber { get; set; }

    /// <summary>How to write it.</summary>
    [Parameter]
    public SmtpLogFormat Format { get; set; }

    /// <summary>How much of a message to show.</summary>
    [Parameter]
    public SmtpLogContent Content { get; set; } = SmtpLogContent.Headers;

    /// <summary>Starts the log.</summary>
    protected override void ProcessRecord()
    {
        if (this.IsLogForced() || !ShouldProcess(Path, "Start the log"))
        {
            return;
        }

        string? folder = this.Unresolved(Path, out string reason);
        if (folder is null)
        {
            WriteError(Errors.Of(SmtpErrorKind.LogUnavailable, $"The log '{Path}' cannot be written: {reason}", Path));
            return;
        }

        var options = new RotatingLogOptions
        {
            Folder = folder,
            Format = Format,
            Content = Content,
            MaximumSize = MaximumSize,
            MaximumFiles = MaximumFiles,
            StartNumber = StartNumber,
        };
        try
        {
            if (!ProcessLog.Shared.TryStart(options))
            {
                var running = new InvalidOperationException($"The process is logged already, to '{ProcessLog.Shared.Status()?.Path}'.");
                WriteError(Errors.Input(Errors.LogRunning, ErrorCategory.ResourceExists, running, running.Message, "Stop it first with Stop-SmtpLog.", Path));
            }
        }
        catch (LogUnavailableException e)
        {
            WriteError(Errors.Of(SmtpErrorKind.LogUnavailable, e.Message, Path));
        }
    }
}
