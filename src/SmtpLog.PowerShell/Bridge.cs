using System;
using System.Reflection;
using System.Runtime.ExceptionServices;
using SmtpLog.Contracts;

namespace SmtpLog.PowerShell;

/// <summary>Makes what the bridges implement. Nothing of them is loaded before its first use.</summary>
internal static class Bridge
{
    public static ISmtpMailer CreateMailer(SmtpTransporterOptions options) =>
        Create<ISmtpMailer>(BridgeResolver.Mail, "SmtpMailer", options);

    /// <exception cref="System.Net.Sockets.SocketException">The port cannot be listened on.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static ISmtpTestServerEngine StartTestServer(SmtpTestServerOptions options) =>
        Create<ISmtpTestServerEngine>(BridgeResolver.TestServer, "SmtpTestServerEngine", options);

    private static T Create<T>(string assembly, string type, object options)
    {
        var implementation = Assembly.Load(new AssemblyName(assembly)).GetType($"{assembly}.{type}", throwOnError: true)!;
        try
        {
            return (T)Activator.CreateInstance(implementation, options)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Capture(e.InnerException).Throw();
            throw;
        }
    }
}
