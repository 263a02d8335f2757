using System;
using System.Linq;
using System.Management.Automation;
using SmtpLog.Measuring;
using SmtpLog.PowerShell.Binding;
using SmtpLog.Reading;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Counts and times the sessions of any number of transcripts.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "SmtpLog", DefaultParameterSetName = "InputObject")]
[OutputType(typeof(SmtpLogSummary))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Parameters are arrays in PowerShell.")]
public sealed class MeasureSmtpLogCommand : RecordReaderCommand
{
    private readonly SummaryBuilder _summary = new();
    private EntryFilter? _filter;

    /// <summary>Only sessions with a line at this time or later.</summary>
    [Parameter]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only sessions with a line before this time.</summary>
    [Parameter]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Only sessions with one of these reply codes: 535, or a class such as 5xx.</summary>
    [Parameter]
    [Code]
    public string[] Code { get; set; } = [];

    /// <summary>Writes the summary of all that was read.</summary>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        SmtpLogSummary summary = _summary.Build();
        if (summary.Files.Count > 0)
        {
            WriteObject(summary);
        }
    }

    private protected override LogReaderOptions CreateOptions() => new()
    {
        Dialect = Dialect,
        Codes = [.. Code.Select(CodeAttribute.Parse)],
        After = After,
        Before = Before,
        Cancellation = Stopped,
    };

    private protected override IRecordOutput CreateOutput(string? file, LogReaderOptions options) => new MeasureOutput(file, options, _summary);

    private protected override bool TakeSession(SmtpLogSession session)
    {
        _filter ??= new EntryFilter(CreateOptions());
        _summary.AddFile(session.Path);
        if (session.Kept.HasMatch(_filter))
        {
            _summary.Add(session);
        }

        return true;
    }
}
