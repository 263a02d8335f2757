using System;
using System.Reflection;

namespace SmtpLog.PowerShell;

/// <summary>
/// Tells when the process ends: by itself, or because it was asked to (SIGTERM, SIGHUP, the console closed). From .NET 10
/// on a process that is asked to end does so without a word, unless somebody listens.
/// </summary>
internal static class EndOfProcess
{
    /// <summary>The registrations live as long as somebody has them.</summary>
    private static object?[] s_registrations = [];

    public static void Register(Action end)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => end();
        s_registrations = [Register("SIGTERM", end), Register("SIGHUP", end)];
    }

    /// <summary>What the signal does goes on afterwards. Null where the runtime has no signals: .NET Framework.</summary>
    private static object? Register(string signal, Action end)
    {
        // netstandard2.0 has no such types.
        var library = Type.GetType("System.Runtime.InteropServices.PosixSignalRegistration, System.Runtime.InteropServices");
        var signals = Type.GetType("System.Runtime.InteropServices.PosixSignal, System.Runtime.InteropServices");
        if (library is null || signals is null)
        {
            return null;
        }

        try
        {
            return library.GetMethod("Create")!.Invoke(null, [Enum.Parse(signals, signal), new Action<object>(_ => end())]);
        }
        catch (TargetInvocationException e) when (e.InnerException is PlatformNotSupportedException or System.IO.IOException)
        {
            return null;
        }
    }
}
