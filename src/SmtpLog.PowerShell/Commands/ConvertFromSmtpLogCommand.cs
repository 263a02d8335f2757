using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SmtpLog.PowerShell.Binding;
using SmtpLog.PowerShell.Completers;
using SmtpLog.Reading;
using SmtpLog.Reading.Following;
using SmtpLog.Reading.Sessions;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Turns a transcript into objects.</summary>
[Cmdlet(VerbsData.ConvertFrom, "SmtpLog", DefaultParameterSetName = "InputObject")]
[OutputType(typeof(SmtpLogEntry), typeof(SmtpLogSession))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Parameters are arrays in PowerShell.")]
public sealed class ConvertFromSmtpLogCommand : RecordReaderCommand
{
    private readonly List<string> _followed = [];
    private Action<object> _emit;
    private int? _left;

    /// <summary>Starts with nothing read.</summary>
    public ConvertFromSmtpLogCommand() => _emit = WriteObject;

    /// <summary>Only replies with these codes: 535, or a class such as 5xx.</summary>
    [Parameter]
    [Code]
    [ArgumentCompleter(typeof(CodeCompleter))]
    public string[] Code { get; set; } = [];

    /// <summary>Only error replies and Error events.</summary>
    [Parameter]
    public SwitchParameter Failed { get; set; }

    /// <summary>Only entries at this time or later.</summary>
    [Parameter]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only entries before this time.</summary>
    [Parameter]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Only entries of these sessions.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SessionIdCompleter))]
    public string[] SessionId { get; set; } = [];

    /// <summary>Only what Client, Server or Event said.</summary>
    [Parameter]
    public SmtpLogOrigin[] Origin { get; set; } = [];

    /// <summary>Only these commands and the replies to them.</summary>
    [Parameter]
    public string[] Command { get; set; } = [];

    /// <summary>One object for each connection in place of one for each line; the filters choose those that have a matching line.</summary>
    [Parameter]
    public SwitchParameter AsSession { get; set; }

    /// <summary>
    /// Reads what is there, and then goes on with what is appended until Ctrl+C. An entry comes out as soon as its line is
    /// whole, with -AsSession a session as soon as it has ended (in a log without closing lines: as soon as the next one
    /// begins); what is not whole when it is stopped does not come out, since a stopped pipeline takes nothing more.
    /// A file that is cut is read again from its beginning. One that is renamed or removed is read to its end, and then the
    /// new one of its name. The numbered files of Start-SmtpLog are one log: those that are named are read, and then each
    /// number that follows. Several files are followed at once. Without input it is the log that Start-SmtpLog is writing.
    /// Lines from the pipeline and compressed files cannot be followed (CannotFollow).
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// Only the last so many entries of each file that come through the filters; with -AsSession, sessions. They are as
    /// they would be if all were read, line numbers too. Of a log of this module only as much is read as that takes. With
    /// -Wait, and without input, the numbered files of Start-SmtpLog count as one. 0 with -Wait gives what is new alone.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Tail { get; set; }

    /// <summary>Ends the lines from the pipeline, or follows the files.</summary>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_followed.Count > 0)
        {
            Follow();
        }
    }

    private protected override LogReaderOptions CreateOptions() => new()
    {
        Dialect = Dialect,
        Codes = [.. Code.Select(CodeAttribute.Parse)],
        Failed = Failed,
        After = After,
        Before = Before,
        SessionIds = SessionId,
        Origins = Origin,
        Commands = Command,
        Last = _left ?? Tail,
        Cancellation = Stopped,
    };

    private protected override IRecordOutput CreateOutput(string? file, LogReaderOptions options) => CreateOutput(options, out _);

    private protected override void ExpectLines()
    {
        if (Wait)
        {
            ThrowTerminatingError(Errors.Usage(Errors.CannotFollow, "-Wait follows files, and this is a line from the pipeline.", "Name the files with -Path, or leave -Wait out: lines are read as they come."));
        }
    }

    private protected override void Read(IReadOnlyList<string> files)
    {
        if (Wait)
        {
            _followed.AddRange(files);
        }
        else
        {
            base.Read(files);
        }
    }

    /// <summary>The files are one log: what is missing of the last so many is in the file before.</summary>
    private protected override void ReadCurrent(IReadOnlyList<string> files)
    {
        if (Wait || Tail is null)
        {
            Read(files);
            return;
        }

        var found = new Stack<List<object>>();
        _left = Tail;
        for (int i = files.Count - 1; i >= 0 && _left > 0; i--)
        {
            found.Push([]);
            _emit = found.Peek().Add;
            Read([files[i]]);
            _left -= found.Peek().Count;
        }

        WriteObject(found.SelectMany(item => item), enumerateCollection: true);
    }

    /// <param name="options">What to let through.</param>
    /// <param name="release">Lets go of the last items, if they are held back; the end of the input does too.</param>
    private IRecordOutput CreateOutput(LogReaderOptions options, out Action release)
    {
        release = () => { };
        if (options.Last is not { } count)
        {
            return CreateOutput(options, _emit);
        }

        var last = new LastItems<object>(count, _emit);
        release = last.Release;
        return new WatchedOutput(CreateOutput(options, last.Take), release);
    }

    private IRecordOutput CreateOutput(LogReaderOptions options, Action<object> emit) => AsSession
        ? new SessionOutput(options, emit)
        : new EntryOutput(options, emit);

    private void Follow()
    {
        using var changes = new FileChanges(_followed);
        using var follower = new LogFollower(changes, Report, Stopped);
        foreach (IReadOnlyList<string> log in LogFiles.Group(_followed))
        {
            Guard(log[0], () =>
            {
                LogReaderOptions options = CreateOptions();
                follower.Add(log, options, CreateOutput(options, out Action release), release);
            });
        }

        Guard(null, follower.Run);
    }
}
