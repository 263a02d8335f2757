using System.Management.Automation;
using SmtpLog.Writing;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Pauses all logging of the process: its log, and the transporters' own.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "SmtpLog")]
public sealed class SuspendSmtpLogCommand : PSCmdlet
{
    /// <summary>Pauses.</summary>
    protected override void ProcessRecord()
    {
        if (!this.IsLogForced())
        {
            LogSwitch.IsSuspended = true;
        }
    }
}
