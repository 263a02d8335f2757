using System.Management.Automation;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.PowerShell.Commands;

/// <summary>Shows the process-wide log; nothing where none runs.</summary>
[Cmdlet(VerbsCommon.Get, "SmtpLog")]
[OutputType(typeof(SmtpLogStatus))]
public sealed class GetSmtpLogCommand : PSCmdlet
{
    /// <summary>Writes the status.</summary>
    protected override void ProcessRecord()
    {
        if (ProcessLog.Shared.Status() is { } status)
        {
            WriteObject(status);
        }
    }
}
