using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>What a tool's own words about a connection that failed mean, as far as they are the system's or the TLS library's.</summary>
internal static class FailureWords
{
    private const int MostSearched = 1024;

    private static readonly (string Words, SmtpErrorKind Kind)[] s_known =
    [
        ("winsock error code: 10060", SmtpErrorKind.ConnectionTimeout),
        ("winsock error code: 10061", SmtpErrorKind.ConnectionRefused),
        ("winsock error code: 11001", SmtpErrorKind.HostNotFound),
        ("tls is required, but was not offered", SmtpErrorKind.StartTlsNotOffered),
        ("no mechanism available", SmtpErrorKind.MechanismNotOffered),
        ("not advertise authentication", SmtpErrorKind.MechanismNotOffered),
        ("auth not attempted", SmtpErrorKind.MechanismNotOffered),
        ("refused", SmtpErrorKind.ConnectionRefused),
        ("unreachable", SmtpErrorKind.ConnectionRefused),
        ("no route to host", SmtpErrorKind.ConnectionRefused),
        ("timed out", SmtpErrorKind.ConnectionTimeout),
        ("timeout", SmtpErrorKind.ConnectionTimeout),
        ("etimedout", SmtpErrorKind.ConnectionTimeout),
        ("enotfound", SmtpErrorKind.HostNotFound),
        ("not resolve", SmtpErrorKind.HostNotFound),
        ("name or service not known", SmtpErrorKind.HostNotFound),
        ("getaddrinfo", SmtpErrorKind.HostNotFound),
        ("no such host", SmtpErrorKind.HostNotFound),
        ("host unknown", SmtpErrorKind.HostNotFound),
        ("host not found", SmtpErrorKind.HostNotFound),
        ("name not found", SmtpErrorKind.HostNotFound),
        ("cannot locate host", SmtpErrorKind.HostNotFound),
        ("not advertise starttls", SmtpErrorKind.StartTlsNotOffered),
        ("via the starttls command", SmtpErrorKind.StartTlsNotOffered),
        ("not support authentication", SmtpErrorKind.MechanismNotOffered),
        ("usable authentication method", SmtpErrorKind.MechanismNotOffered),
        ("use a secure authentication method", SmtpErrorKind.ClearTextRefused),
        ("certificate", SmtpErrorKind.CertificateInvalid),
        ("ssl", SmtpErrorKind.TlsHandshakeFailed),
        ("tls", SmtpErrorKind.TlsHandshakeFailed),
        ("reset", SmtpErrorKind.ConnectionLost),
        ("econnreset", SmtpErrorKind.ConnectionLost),
        ("closed", SmtpErrorKind.ConnectionLost),
        ("lost connection", SmtpErrorKind.ConnectionLost),
        ("broken pipe", SmtpErrorKind.ConnectionLost),
    ];

    /// <summary>The stage that a kind of failure always belongs to, whatever was said last; null for others.</summary>
    public static SmtpStage? StageOf(SmtpErrorKind? kind, bool hasSession) => kind switch
    {
        SmtpErrorKind.ConnectionTimeout when !hasSession => SmtpStage.Connect,
        SmtpErrorKind.HostNotFound or SmtpErrorKind.ConnectionRefused or SmtpErrorKind.ProxyFailed => SmtpStage.Connect,
        SmtpErrorKind.TlsHandshakeFailed or SmtpErrorKind.CertificateInvalid or SmtpErrorKind.StartTlsNotOffered => SmtpStage.Tls,
        SmtpErrorKind.MechanismNotOffered or SmtpErrorKind.AuthenticationFailed => SmtpStage.Auth,
        _ => null,
    };

    /// <summary>Null where the words are others.</summary>
    public static SmtpErrorKind? KindOf(ReadOnlySpan<byte> text)
    {
        string words = Utf8.Decode(text.Slice(0, Math.Min(text.Length, MostSearched)));
        foreach ((string known, SmtpErrorKind kind) in s_known)
        {
            if (words.IndexOf(known, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return kind;
            }
        }

        return null;
    }
}
