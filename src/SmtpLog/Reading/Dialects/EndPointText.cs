namespace SmtpLog.Reading.Dialects;

/// <summary>An end point of a log, <c>192.0.2.25:25</c> or <c>[2001:db8::25]:25</c>, taken apart.</summary>
internal static class EndPointText
{
    /// <summary>False where it is no address with a port.</summary>
    public static bool TrySplit(string text, out string host, out int port)
    {
        int colon = text.LastIndexOf(':');
        host = string.Empty;
        port = 0;
        if (colon < 1 || !int.TryParse(text.Substring(colon + 1), out port))
        {
            return false;
        }

        host = text.Substring(0, colon).Trim('[', ']');
        return host.Length > 0;
    }
}
