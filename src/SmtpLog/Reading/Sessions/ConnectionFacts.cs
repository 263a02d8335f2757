using System;
using System.Globalization;

namespace SmtpLog.Reading.Sessions;

/// <summary>What events tell of a session's connection.</summary>
internal sealed class ConnectionFacts
{
    private const int ImplicitTlsPort = 465;

    public string? Server { get; private set; }

    public int? Port { get; private set; }

    public bool? Secure { get; private set; }

    public string? Remote { get; private set; }

    public string? Local { get; private set; }

    public string? Protocol { get; private set; }

    public string? Cipher { get; private set; }

    public string? Subject { get; private set; }

    public string? Issuer { get; private set; }

    public string? Thumbprint { get; private set; }

    public DateTimeOffset? NotAfter { get; private set; }

    public long? BytesSent { get; private set; }

    public long? BytesReceived { get; private set; }

    /// <summary>Connecting or Connected, in this module's words or in 4D's.</summary>
    public void TakeConnection(EventFacts facts)
    {
        ReadServer(facts.Phrase);
        Remote = facts["remote"] ?? Remote;
        Local = facts["local"] ?? Local;
        Secure = facts.Phrase.EndsWith("(Secure)", StringComparison.OrdinalIgnoreCase) ? true
            : facts.Phrase.EndsWith("(Not secure)", StringComparison.OrdinalIgnoreCase) ? false
            : Secure;
    }

    /// <summary>Connecting or Connected in the words of a tool that its dialect knows.</summary>
    public void TakeNamed(string server, int? port)
    {
        Server = server;
        Port = port ?? Port;
        if (Port == ImplicitTlsPort)
        {
            Secure = true;
        }
    }

    /// <summary>
    /// 4D words its events in the user's language: name and number are all that can be read of such a one, and port 465
    /// is always encrypted (RFC 8314, section 3.3).
    /// </summary>
    public void TakeForeignConnection(EventFacts facts)
    {
        ReadServer(facts.Phrase);
        if (Server is not null && Port == ImplicitTlsPort)
        {
            Secure = true;
        }
    }

    public void TakeTls(EventFacts facts)
    {
        Secure = true;
        Protocol = facts["protocol"];
        Cipher = facts["cipher"];
        Subject = facts["subject"];
        Issuer = facts["issuer"];
        Thumbprint = facts["thumbprint"];
        NotAfter = DateTimeOffset.TryParse(facts["notAfter"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    public void TakeClosed(EventFacts facts)
    {
        BytesSent = Number(facts["sent"]);
        BytesReceived = Number(facts["received"]);
    }

    /// <summary>The client went on after the server agreed to STARTTLS.</summary>
    public void BecomeSecure() => Secure = true;

    /// <summary>The name in quotes, and the first number outside them.</summary>
    private void ReadServer(string phrase)
    {
        int open = phrase.IndexOf('\'');
        int close = open < 0 ? -1 : phrase.IndexOf('\'', open + 1);
        if (close <= open + 1)
        {
            return;
        }

        int? port = FirstPort(phrase.Substring(0, open)) ?? FirstPort(phrase.Substring(close + 1));
        if (port is not null)
        {
            Server = phrase.Substring(open + 1, close - open - 1);
            Port = port;
        }
    }

    private static int? FirstPort(string text)
    {
        int start = text.IndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        if (start < 0)
        {
            return null;
        }

        int end = start;
        while (end < text.Length && text[end] is >= '0' and <= '9')
        {
            end++;
        }

        return int.TryParse(text.Substring(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= ushort.MaxValue
            ? port
            : null;
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
