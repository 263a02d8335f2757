using System.Collections.Generic;
using System.Globalization;
using SmtpLog.TestServer.Content;

namespace SmtpLog.TestServer;

/// <summary>What EHLO says.</summary>
internal static class Extensions
{
    public const string HostName = "localhost";

    public static Reply Hello(string client, ServerSettings settings, bool isSecure)
    {
        List<string> lines =
        [
            $"{HostName} Hello {client}",
            "PIPELINING",
            string.Format(CultureInfo.InvariantCulture, "SIZE {0}", MessageContent.MaximumSize),
            "8BITMIME",
            "SMTPUTF8",
            "CHUNKING",
            "DSN",
            "ENHANCEDSTATUSCODES",
        ];
        if (settings.Tls == SmtpTls.StartTls && !isSecure)
        {
            lines.Add("STARTTLS");
        }

        if (settings.Mechanisms.Any)
        {
            lines.Add($"AUTH {string.Join(" ", settings.Mechanisms.Names)}");
        }

        lines.Add("HELP");
        return new Reply(250, null, lines);
    }
}
