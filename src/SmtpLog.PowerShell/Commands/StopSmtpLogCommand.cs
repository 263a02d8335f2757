using System.Management.Automation;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Ends the process-wide log and closes its file.</summary>
[Cmdlet(VerbsLifecycle.Stop, "SmtpLog", SupportsShouldProcess = true)]
public sealed class StopSmtpLogCommand : PSCmdlet
{
    /// <summary>Stops it; where none runs there is nothing to do.</summary>
    protected override void ProcessRecord()
    {
        if (!this.IsLogForced() && ProcessLog.Shared.Status() is { } status && ShouldProcess(status.Path, "Stop the log"))
        {
            ProcessLog.Shared.Stop();
        }
    }
}
