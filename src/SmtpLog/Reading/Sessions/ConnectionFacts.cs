using System;
using System.Globalization;

namespace SmtpLog.Reading.Sessions;

/// <summary>What events tell of a session's connection.</summary>
internal sealed class ConnectionFacts(Repeated repeated)
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
        Remote = Known(facts, "remote"u8) ?? Remote;
        Local = Known(facts, "local"u8) ?? Local;
        Secure = Utf8.EndsWithIgnoreCase(facts.Phrase, "(secure)"u8) ? true
            : Utf8.EndsWithIgnoreCase(facts.Phrase, "(not secure)"u8) ? false
            : Secure;
    }

    /// <summary>Connecting or Connected in the words of a tool that its dialect knows.</summary>
    public void TakeNamed(string server, int? port, bool isSecure)
    {
        Server = server;
        Port = port ?? Port;
        if (isSecure || Port == ImplicitTlsPort)
        {
            Secure = true;
        }
    }

    /// <summary>What a record says that speaks of a whole mail.</summary>
    public void TakeMail(MailFacts facts)
    {
        Server = facts.Server ?? Server;
        Port = facts.Port ?? Port;
        Secure = facts.IsSecure ?? Secure;
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

    /// <summary>TLS stands, in this module's words or in a tool's.</summary>
    public void TakeTls(ReadOnlySpan<byte> text)
    {
        Secure = true;
        var facts = new EventFacts(text);
        Protocol = Known(facts, "protocol"u8) ?? TlsWords.Protocol(text);
        Cipher = Known(facts, "cipher"u8) ?? (TlsWords.Cipher(text) is { IsEmpty: false } cipher ? repeated.Text(cipher) : null);
        Subject = Known(facts, "subject"u8);
        Issuer = Known(facts, "issuer"u8);
        Thumbprint = Known(facts, "thumbprint"u8);
        NotAfter = DateTimeOffset.TryParse(facts["notafter"u8], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    /// <summary>One fact of the server's certificate, in a tool's words.</summary>
    public void TakeCertificate(ReadOnlySpan<byte> text)
    {
        Subject = CertificateWords.Subject(text) is { IsEmpty: false } subject ? repeated.Text(subject) : Subject;
        Issuer = CertificateWords.Issuer(text) is { IsEmpty: false } issuer ? repeated.Text(issuer) : Issuer;
        NotAfter = CertificateWords.NotAfter(text) ?? NotAfter;
    }

    public void TakeClosed(EventFacts facts)
    {
        BytesSent = facts.TryGet("sent"u8, out ReadOnlySpan<byte> sent) ? Number.Only(sent) : null;
        BytesReceived = facts.TryGet("received"u8, out ReadOnlySpan<byte> received) ? Number.Only(received) : null;
    }

    /// <summary>The client went on after the server agreed to STARTTLS.</summary>
    public void BecomeSecure() => Secure = true;

    /// <summary>A tool says that it did not come as far as TLS, whatever it had announced, or said after it.</summary>
    public void StayInTheClear() => Secure = null;

    private string? Known(EventFacts facts, ReadOnlySpan<byte> key) =>
        facts.TryGet(key, out ReadOnlySpan<byte> value) ? repeated.Text(value) : null;

    /// <summary>The name in quotes, and the first number outside them.</summary>
    private void ReadServer(ReadOnlySpan<byte> phrase)
    {
        int open = phrase.IndexOf((byte)'\'');
        int length = open < 0 ? -1 : phrase.Slice(open + 1).IndexOf((byte)'\'');
        if (length <= 0)
        {
            return;
        }

        int? port = FirstPort(phrase.Slice(0, open)) ?? FirstPort(phrase.Slice(open + length + 2));
        if (port is not null)
        {
            Server = repeated.Text(phrase.Slice(open + 1, length));
            Port = port;
        }
    }

    private static int? FirstPort(ReadOnlySpan<byte> text) =>
        Number.First(text, out int digits) is <= ushort.MaxValue and var port && digits > 0
            ? (int)port
            : null;
}
