using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>curl's exit codes, as far as they say what failed (libcurl-errors(3)).</summary>
internal static class CurlErrors
{
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
}
