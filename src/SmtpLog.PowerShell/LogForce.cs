using System.Management.Automation;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.PowerShell;

/// <summary>4D's forceConfiguration: the administrator's word goes over the script's.</summary>
internal static class LogForce
{
    /// <summary>True, with a warning, where scripts may not change the log.</summary>
    public static bool IsLogForced(this PSCmdlet cmdlet)
    {
        if (ProcessLog.Shared.IsForced)
        {
            cmdlet.WriteWarning($"The log is set by {LogConfiguration.ConfigVariable} with forceConfiguration; {cmdlet.MyInvocation.MyCommand.Name} changes nothing.");
        }

        return ProcessLog.Shared.IsForced;
    }
}
