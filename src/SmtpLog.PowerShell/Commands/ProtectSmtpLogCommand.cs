using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using SmtpLog.PowerShell.Binding;
using SmtpLog.Protection;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Gives transcripts back as they are, but with their secrets masked.</summary>
[Cmdlet(VerbsSecurity.Protect, "SmtpLog", DefaultParameterSetName = "InputObject", SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class ProtectSmtpLogCommand : LogReaderCommand
{
    private readonly Pseudonyms _pseudonyms = new();
    private ProtectedTargets? _targets;
    private LineProtector? _lines;
    private ProtectedFile? _file;

    /// <summary>
    /// The file to write, or the folder in which each log keeps its name: one that is there, or a path that ends with a
    /// separator, which is then made. Several logs need a folder. A name that ends with .gz has the file compressed.
    /// Without it, lines go down the pipeline as strings.
    /// </summary>
    [Parameter(Position = 1, ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [Parameter(ParameterSetName = "InputObject")]
    [FilePath]
    public string? OutputPath { get; set; }

    /// <summary>
    /// Puts pseudonyms such as user1@domain1.example in the place of mail addresses and message ids, the same for the same
    /// in all that one call reads, and masks the names of persons beside the addresses in headers. In a dump of curl's,
    /// addresses are masked.
    /// </summary>
    [Parameter]
    public SwitchParameter Address { get; set; }

    /// <summary>Replaces files that are there, the log itself too where OutputPath names it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the files that were written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Finds out where the output goes.</summary>
    protected override void BeginProcessing()
    {
        if (OutputPath is null)
        {
            return;
        }

        if (this.Unresolved(OutputPath, out string reason) is not { } path)
        {
            ThrowTerminatingError(Failure(new OutputFailedException(OutputPath, new IOException(reason))));
            return;
        }

        _targets = new ProtectedTargets(path, Force);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file?.Dispose();
            _pseudonyms.Dispose();
        }

        base.Dispose(disposing);
    }

    private protected override void ReadFile(string file, Func<Stream> open)
    {
        if (_targets is null)
        {
            LogProtector.ToLines(open, file, CreateOptions(), WriteObject);
            return;
        }

        try
        {
            string target = _targets.Next(file);
            if (ShouldProcess(target, $"Write '{file}' without its secrets"))
            {
                using var output = _targets.Open(target);
                LogProtector.ToStream(open, file, CreateOptions(), output);
                Complete(output);
            }
        }
        catch (OutputFailedException e)
        {
            WriteError(Failure(e));
        }
    }

    private protected override void TakeLine(string line) => Terminating(() =>
    {
        _lines ??= new LineProtector(CreateOptions(), OpenLines());
        _lines.Feed(line);
    });

    private protected override void CompleteLines() => Terminating(() =>
    {
        _lines?.Complete();
        if (_file is not null)
        {
            Complete(_file);
        }
    });

    private ProtectorOptions CreateOptions() => new()
    {
        Dialect = Dialect,
        Addresses = Address ? _pseudonyms : null,
        Cancellation = Stopped,
    };

    private Action<string> OpenLines()
    {
        if (_targets is null)
        {
            return WriteObject;
        }

        string target = _targets.Next(log: null);
        if (!ShouldProcess(target, "Write the lines without their secrets"))
        {
            return static _ => { };
        }

        _file = _targets.Open(target);
        return WriteLine;
    }

    private void WriteLine(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        _file!.Write(bytes, 0, bytes.Length);
    }

    private void Complete(ProtectedFile file)
    {
        file.Complete();
        if (PassThru)
        {
            WriteObject(this.Item(file.Path));
        }
    }

    /// <summary>Lines go to one file: where it cannot be written there is nothing to go on with.</summary>
    private void Terminating(Action write)
    {
        try
        {
            write();
        }
        catch (OutputFailedException e)
        {
            ThrowTerminatingError(Failure(e));
        }
    }

    private static ErrorRecord Failure(OutputFailedException e) => e.Exists
        ? Errors.Input(Errors.OutputExists, ErrorCategory.ResourceExists, e, $"'{e.Path}' is not written: {e.Message}", "Name another file with -OutputPath, or a folder for several logs; or pass -Force to replace a file.", e.Path)
        : Errors.Input(Errors.WriteFailed, ErrorCategory.WriteError, e, $"The protected log '{e.Path}' cannot be written: {e.Message}", "Name a file in a folder that exists and that you may write.", e.Path);
}
