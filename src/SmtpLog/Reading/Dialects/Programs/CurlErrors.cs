using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>What failed, by curl's exit codes (libcurl-errors(3)) and by what it says among its informations before it gives up.</summary>
internal static class CurlErrors
{
    /// <summary>Of an information that curl ends with, since with -s no exit code follows; null for others.</summary>
    public static SmtpErrorKind? KindOfInfo(ReadOnlySpan<byte> text) =>
        text.StartsWith("Could not resolve host: "u8) ? SmtpErrorKind.HostNotFound
        : text.StartsWith("Failed to connect to "u8) ? SmtpErrorKind.ConnectionRefused
        : text.StartsWith("Connection timed out after "u8) || text.StartsWith("Operation timed out after "u8) ? SmtpErrorKind.ConnectionTimeout
        : text.StartsWith("STARTTLS not supported"u8) || text.StartsWith("STARTTLS denied"u8) ? SmtpErrorKind.StartTlsNotOffered
        : IsOfCertificate(text) ? SmtpErrorKind.CertificateInvalid
        : text.StartsWith("OpenSSL SSL_connect: "u8) || text.StartsWith("TLS connect error: "u8) || text.StartsWith("gnutls_handshake() failed: "u8)
            ? SmtpErrorKind.TlsHandshakeFailed
        : text.StartsWith("Recv failure: "u8) || text.StartsWith("Send failure: "u8) || text.StartsWith("response reading failed"u8)
            ? SmtpErrorKind.ConnectionLost
        : text.StartsWith("Could not resolve proxy: "u8) || text.StartsWith("Received HTTP code "u8) || text.StartsWith("CONNECT tunnel failed"u8)
            ? SmtpErrorKind.ProxyFailed
        : null;

    /// <summary>The lines that curl has below an error of its certificates' check.</summary>
    public static bool IsExplanation(ReadOnlySpan<byte> line) =>
        line.StartsWith("More details here: https://curl"u8) || line.StartsWith("curl failed to verify the legitimacy of the server"u8)
        || line.StartsWith("establish a secure connection to it. To learn more"u8) || line.StartsWith("how to fix it, please visit the web"u8)
        || line.StartsWith("curl: try 'curl --help' "u8);

    /// <summary>Of <c>curl: (67) Login denied</c>; null for other numbers.</summary>
    public static SmtpErrorKind? KindOf(ReadOnlySpan<byte> line)
    {
        int open = line.IndexOf((byte)'(');
        int code = 0;
        for (int at = open + 1; at < line.Length && at < open + 4 && line[at] is >= (byte)'0' and <= (byte)'9'; at++)
        {
            code = (code * 10) + (line[at] - '0');
        }

        return code switch
        {
            5 => SmtpErrorKind.ProxyFailed,
            6 => SmtpErrorKind.HostNotFound,
            7 => SmtpErrorKind.ConnectionRefused,
            28 => SmtpErrorKind.ConnectionTimeout,
            35 => SmtpErrorKind.TlsHandshakeFailed,
            52 or 55 or 56 => SmtpErrorKind.ConnectionLost,
            60 => SmtpErrorKind.CertificateInvalid,
            64 => SmtpErrorKind.StartTlsNotOffered,
            67 => SmtpErrorKind.AuthenticationFailed,
            _ => null,
        };
    }

    private static bool IsOfCertificate(ReadOnlySpan<byte> text) =>
        text.StartsWith("SSL certificate problem: "u8) || text.StartsWith("SSL: no alternative certificate subject name matches "u8)
        || text.StartsWith("SSL: certificate subject name "u8) || text.StartsWith("SSL: public key does not match pinned public key"u8)
        || text.StartsWith("server certificate verification failed"u8);
}
