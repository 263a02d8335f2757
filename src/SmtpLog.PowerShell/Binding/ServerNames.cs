using System;
using System.Linq;
using System.Management.Automation;

namespace SmtpLog.PowerShell.Binding;

/// <summary>Names that go into commands or lead to a server.</summary>
internal static class ServerNames
{
    private static readonly string[] s_proxies = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>Why they are refused; null where they are not.</summary>
    public static ErrorRecord? Refusal(string? host, string? localDomain, Uri? proxy)
    {
        if (string.IsNullOrWhiteSpace(host))
        {
            return Errors.Usage(Errors.MissingServer, "No server is named.", "Pass -SmtpServer, or set $PSEmailServer.");
        }

        if (host.Any(char.IsControl) || (localDomain?.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ?? false))
        {
            return Errors.Usage(Errors.InvalidInput, "A name holds a line break or another control character.", "Take it out of -SmtpServer or -LocalDomain.");
        }

        return proxy is null ? null : ProxyRefusal(proxy);
    }

    private static ErrorRecord? ProxyRefusal(Uri proxy)
    {
        if (!proxy.IsAbsoluteUri || !s_proxies.Contains(proxy.Scheme, StringComparer.OrdinalIgnoreCase) || proxy.Port <= 0)
        {
            return Errors.Usage(Errors.InvalidProxy, "The proxy is not one of http, https, socks4, socks4a or socks5 with host and port.", "Write it like socks5://proxy.example.com:1080.");
        }

        return proxy.UserInfo.Length > 0
            ? Errors.Usage(Errors.PlainTextSecret, "The proxy's address holds a login as plain text; it is refused.", "Pass -ProxyCredential.")
            : null;
    }
}
