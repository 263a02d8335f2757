using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>What PowerShell wraps, unwrapped.</summary>
internal static class PSValue
{
    public static object? Of(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
