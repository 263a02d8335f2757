using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>What failed, by the exception that Python ended with (smtplib, aiosmtplib, socket, ssl).</summary>
internal static class PythonErrors
{
    /// <summary>Null where it is about something else.</summary>
    /// <param name="type">The exception's name with its module.</param>
    /// <param name="message">What follows it.</param>
    public static SmtpErrorKind? KindOf(ReadOnlySpan<byte> type, ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> name = type.Slice(type.LastIndexOf((byte)'.') + 1);
        if (name.StartsWith("SMTP"u8))
        {
            return OfSmtp(name, message);
        }

        return Is(name, "ConnectionRefusedError"u8) ? SmtpErrorKind.ConnectionRefused
            : Is(name, "gaierror"u8) || Is(name, "herror"u8) ? SmtpErrorKind.HostNotFound
            : Is(name, "TimeoutError"u8) || type.SequenceEqual("socket.timeout"u8) ? SmtpErrorKind.ConnectionTimeout
            : Is(name, "SSLCertVerificationError"u8) || Is(name, "CertificateError"u8) ? SmtpErrorKind.CertificateInvalid
            : name.StartsWith("SSL"u8) ? FailureWords.KindOf(message) ?? SmtpErrorKind.TlsHandshakeFailed
            : Is(name, "ConnectionResetError"u8) || Is(name, "BrokenPipeError"u8) || Is(name, "ConnectionAbortedError"u8) ? SmtpErrorKind.ConnectionLost
            : Is(name, "OSError"u8) || type.SequenceEqual("socket.error"u8) ? FailureWords.KindOf(message)
            : null;
    }

    private static SmtpErrorKind OfSmtp(ReadOnlySpan<byte> name, ReadOnlySpan<byte> message)
    {
        bool isUnauthenticated = message.IndexOf("(530, "u8) >= 0;
        return isUnauthenticated ? SmtpErrorKind.AuthenticationRequired
            : Is(name, "SMTPAuthenticationError"u8) ? SmtpErrorKind.AuthenticationFailed
            : Is(name, "SMTPSenderRefused"u8) ? SmtpErrorKind.SenderRejected
            : Is(name, "SMTPRecipientsRefused"u8) || Is(name, "SMTPRecipientRefused"u8) ? SmtpErrorKind.RecipientRejected
            : Is(name, "SMTPDataError"u8) ? SmtpErrorKind.MessageRejected
            : Is(name, "SMTPServerDisconnected"u8) ? FailureWords.KindOf(message) ?? SmtpErrorKind.ConnectionLost
            : message.IndexOf("STARTTLS"u8) >= 0 ? SmtpErrorKind.StartTlsNotOffered
            : message.IndexOf("AUTH "u8) >= 0 || message.IndexOf("No suitable authentication method"u8) >= 0 ? SmtpErrorKind.MechanismNotOffered
            : Is(name, "SMTPNotSupportedError"u8) || Is(name, "SMTPNotSupported"u8) ? SmtpErrorKind.CapabilityNotOffered
            : Is(name, "SMTPConnectError"u8) ? FailureWords.KindOf(message) ?? SmtpErrorKind.ServiceUnavailable
            : Is(name, "SMTPConnectTimeoutError"u8) || Is(name, "SMTPReadTimeoutError"u8) || Is(name, "SMTPTimeoutError"u8) ? SmtpErrorKind.ConnectionTimeout
            : SmtpErrorKind.ProtocolError;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> other) => name.SequenceEqual(other);
}
