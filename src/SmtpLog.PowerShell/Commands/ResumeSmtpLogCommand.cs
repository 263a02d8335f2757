using System.Management.Automation;
using SmtpLog.Writing;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Goes on with all logging of the process.</summary>
[Cmdlet(VerbsLifecycle.Resume, "SmtpLog")]
public sealed class ResumeSmtpLogCommand : PSCmdlet
{
    /// <summary>Goes on.</summary>
    protected override void ProcessRecord()
    {
        if (!this.IsLogForced())
        {
            LogSwitch.IsSuspended = false;
        }
    }
}
