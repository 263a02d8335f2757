using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SmtpLog.Protection;

/// <summary>What .NET can do with files since version 6 and 7, and netstandard2.0 does not know of. Elsewhere nothing is done.</summary>
internal static class UnixFile
{
    private static readonly MethodInfo? s_resolve = typeof(File).GetMethod("ResolveLinkTarget", [typeof(string), typeof(bool)]);
    private static readonly MethodInfo? s_getMode = typeof(File).GetMethod("GetUnixFileMode", [typeof(string)]);
    private static readonly MethodInfo? s_setMode = s_getMode is null ? null : typeof(File).GetMethod("SetUnixFileMode", [typeof(string), s_getMode.ReturnType]);

    /// <summary>Where the path leads to, if it is a symbolic link; else the path.</summary>
    public static string Target(string path) =>
        File.Exists(path) && Call(s_resolve, path, true) is FileSystemInfo target ? target.FullName : path;

    /// <summary>Gives a file the permissions of another.</summary>
    public static void CopyMode(string from, string to)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && Call(s_getMode, from) is { } mode)
        {
            Call(s_setMode, to, mode);
        }
    }

    private static object? Call(MethodInfo? method, params object[] arguments)
    {
        try
        {
            return method?.Invoke(null, arguments);
        }
        catch (TargetInvocationException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new IOException(e.InnerException.Message, e.InnerException);
        }
    }
}
