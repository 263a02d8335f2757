using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>PowerShell's paths as the file system's.</summary>
internal static class PathResolver
{
    /// <summary>The absolute path of a file that need not exist; null with the reason where it is none.</summary>
    public static string? Unresolved(this PSCmdlet cmdlet, string path, out string reason)
    {
        reason = string.Empty;
        try
        {
            string resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.Name == "FileSystem")
            {
                return resolved;
            }

            reason = "it is not in the file system";
        }
        catch (Exception e) when (e is SessionStateException or ProviderInvocationException or PSInvalidOperationException or NotSupportedException)
        {
            reason = e.Message;
        }

        return null;
    }

    /// <summary>A file as Get-Item gives it: with its PSPath, and what the views show of files.</summary>
    public static PSObject Item(this PSCmdlet cmdlet, string file) => cmdlet.InvokeProvider.Item.Get([file], force: true, literalPath: true)[0];

    /// <summary>The files that a path with wildcards names; none with the reason where it names none.</summary>
    public static IReadOnlyList<string> Resolved(this PSCmdlet cmdlet, string path, out string reason)
    {
        reason = string.Empty;
        try
        {
            var resolved = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            if (provider.Name == "FileSystem" && resolved.Count > 0)
            {
                return resolved;
            }

            reason = provider.Name == "FileSystem" ? "no file has such a name" : "it is not in the file system";
        }
        catch (Exception e) when (e is SessionStateException or ProviderInvocationException or PSInvalidOperationException or NotSupportedException)
        {
            reason = e.Message;
        }

        return [];
    }
}
