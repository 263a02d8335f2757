using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>What the exceptions of Symfony's mailer say, behind whatever a script puts before them.</summary>
internal static class SymfonyErrors
{
    public static bool Is(ReadOnlySpan<byte> line) =>
        Has(line, "Connection could not be established with host \""u8) || Has(line, "Unable to connect with STARTTLS"u8)
        || Has(line, "Failed to authenticate on SMTP server with username \""u8)
        || Has(line, "Failed to find an authenticator supported by the SMTP server"u8) || Has(line, "TLS required but neither TLS or STARTTLS are in use"u8)
        || Has(line, "Expected response code \""u8) || Has(line, "Symfony\\Component\\Mailer\\Exception\\"u8);

    /// <summary>A further line of such an exception: a reason of OpenSSL's, the end of what the server said, or the heading that scripts put before the debug text.</summary>
    public static bool IsReason(ReadOnlySpan<byte> line) => line.StartsWith("error:"u8) || line.SequenceEqual("\"."u8) || line.SequenceEqual("Debug:"u8);

    public static SmtpErrorKind KindOf(ReadOnlySpan<byte> text) =>
        Has(text, "Failed to authenticate"u8) ? SmtpErrorKind.AuthenticationFailed
        : Has(text, "Failed to find an authenticator"u8) ? SmtpErrorKind.MechanismNotOffered
        : Has(text, "TLS required but"u8) ? SmtpErrorKind.StartTlsNotOffered
        : Has(text, "but got an empty"u8) ? SmtpErrorKind.ConnectionLost
        : Has(text, "Expected response code"u8) ? SmtpErrorKind.ProtocolError
        : FailureWords.KindOf(text)
        ?? (Has(text, "Connection could not be established"u8) ? SmtpErrorKind.ConnectionRefused
            : Has(text, "STARTTLS"u8) ? SmtpErrorKind.TlsHandshakeFailed
            : SmtpErrorKind.ProtocolError);

    private static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> words) => text.IndexOf(words) >= 0;
}
