using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>What a tool's own words about a connection that failed mean, as far as they are the system's or the TLS library's.</summary>
internal static class FailureWords
{
    private const int MostSearched = 1024;

    // In small letters; the first that is found counts.
    private static readonly (byte[] Words, SmtpErrorKind Kind)[] s_known =
    [
        ("winsock error code: 10060"u8.ToArray(), SmtpErrorKind.ConnectionTimeout),
        ("winsock error code: 10061"u8.ToArray(), SmtpErrorKind.ConnectionRefused),
        ("winsock error code: 11001"u8.ToArray(), SmtpErrorKind.HostNotFound),
        ("tls is required, but was not offered"u8.ToArray(), SmtpErrorKind.StartTlsNotOffered),
        ("no mechanism available"u8.ToArray(), SmtpErrorKind.MechanismNotOffered),
        ("not advertise authentication"u8.ToArray(), SmtpErrorKind.MechanismNotOffered),
        ("auth not attempted"u8.ToArray(), SmtpErrorKind.MechanismNotOffered),
        ("refused"u8.ToArray(), SmtpErrorKind.ConnectionRefused),
        ("unreachable"u8.ToArray(), SmtpErrorKind.ConnectionRefused),
        ("no route to host"u8.ToArray(), SmtpErrorKind.ConnectionRefused),
        ("timed out"u8.ToArray(), SmtpErrorKind.ConnectionTimeout),
        ("timeout"u8.ToArray(), SmtpErrorKind.ConnectionTimeout),
        ("etimedout"u8.ToArray(), SmtpErrorKind.ConnectionTimeout),
        ("enotfound"u8.ToArray(), SmtpErrorKind.HostNotFound),
        ("not resolve"u8.ToArray(), SmtpErrorKind.HostNotFound),
        ("name or service not known"u8.ToArray(), SmtpErrorKind.HostNotFound),
        ("getaddrinfo"u8.ToArray(), SmtpErrorKind.HostNotFound),
        ("no such host"u8.ToArray(), SmtpErrorKind.HostNotFound),
        ("host unknown"u8.ToArray(), SmtpErrorKind.HostNotFound),
        ("host not found"u8.ToArray(), SmtpErrorKind.HostNotFound),
        ("name not found"u8.ToArray(), SmtpErrorKind.HostNotFound),
        ("cannot locate host"u8.ToArray(), SmtpErrorKind.HostNotFound),
        ("not advertise starttls"u8.ToArray(), SmtpErrorKind.StartTlsNotOffered),
        ("via the starttls command"u8.ToArray(), SmtpErrorKind.StartTlsNotOffered),
        ("not support authentication"u8.ToArray(), SmtpErrorKind.MechanismNotOffered),
        ("usable authentication method"u8.ToArray(), SmtpErrorKind.MechanismNotOffered),
        ("use a secure authentication method"u8.ToArray(), SmtpErrorKind.ClearTextRefused),
        ("certificate"u8.ToArray(), SmtpErrorKind.CertificateInvalid),
        ("ssl"u8.ToArray(), SmtpErrorKind.TlsHandshakeFailed),
        ("tls"u8.ToArray(), SmtpErrorKind.TlsHandshakeFailed),
        ("reset"u8.ToArray(), SmtpErrorKind.ConnectionLost),
        ("econnreset"u8.ToArray(), SmtpErrorKind.ConnectionLost),
        ("closed"u8.ToArray(), SmtpErrorKind.ConnectionLost),
        ("lost connection"u8.ToArray(), SmtpErrorKind.ConnectionLost),
        ("broken pipe"u8.ToArray(), SmtpErrorKind.ConnectionLost),
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
        Span<byte> buffer = stackalloc byte[MostSearched];
        Span<byte> words = buffer.Slice(0, Math.Min(text.Length, MostSearched));
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        }

        foreach ((byte[] known, SmtpErrorKind kind) in s_known)
        {
            if (words.IndexOf(known) >= 0)
            {
                return kind;
            }
        }

        return null;
    }
}
