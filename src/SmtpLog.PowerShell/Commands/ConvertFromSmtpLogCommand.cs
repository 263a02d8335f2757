using System;
using System.Linq;
using System.Management.Automation;
using SmtpLog.PowerShell.Binding;
using SmtpLog.PowerShell.Completers;
using SmtpLog.Reading;
using SmtpLog.Reading.Sessions;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Turns a transcript into objects.</summary>
[Cmdlet(VerbsData.ConvertFrom, "SmtpLog", DefaultParameterSetName = "InputObject")]
[OutputType(typeof(SmtpLogEntry), typeof(SmtpLogSession))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Parameters are arrays in PowerShell.")]
public sealed class ConvertFromSmtpLogCommand : LogReaderCommand
{
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
        Cancellation = Stopped,
    };

    private protected override IRecordOutput CreateOutput(string? file, LogReaderOptions options) => AsSession
        ? new SessionOutput(options, WriteObject)
        : new EntryOutput(options, WriteObject);
}
