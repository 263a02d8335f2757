using System;
using System.IO;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using MailKit;
using SmtpLog.Writing;

namespace SmtpLog.Mail;

/// <summary>QUIT, for a server that may not be there any more.</summary>
internal static class Goodbye
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    public static void Say(SessionClient client, Route? route)
    {
        if (!client.IsConnected || route is not { IsOpen: true })
        {
            return;
        }

        using var patience = new CancellationTokenSource(s_patience);
        using (patience.Token.Register(route.Dispose))
        {
            try
            {
                client.Disconnect(quit: true);
            }
            catch (Exception e) when (IsGone(e))
            {
                // The server went before the goodbye; the closed line says that it is over.
            }
        }
    }

    /// <summary>True for whatever a connection that has ended, or is not what it was, makes of a command.</summary>
    public static bool IsGone(Exception e) => e is IOException or SocketException or ObjectDisposedException or ProtocolException
        or CommandException or ReplyTooLongException or AuthenticationException or ServiceNotConnectedException;
}
