using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>PHPMailer's own words for what went wrong, and those with which scripts show them.</summary>
internal static class PhpMailerErrors
{
    public static bool Is(ReadOnlySpan<byte> text) =>
        text.StartsWith("SMTP ERROR: "u8) || text.StartsWith("SMTP Error: "u8) || text.StartsWith("SMTP connect() failed"u8)
        || text.StartsWith("Connection: Failed to connect"u8) || text.StartsWith("Connection failed. "u8)
        || text.StartsWith("The following From address failed: "u8) || text.StartsWith("Mailer Error: "u8)
        || text.StartsWith("Message could not be sent"u8);

    /// <summary>True where nobody else says so.</summary>
    public static bool IsCertain(ReadOnlySpan<byte> text) =>
        text.StartsWith("SMTP ERROR: Failed to connect to server"u8) || text.StartsWith("SMTP Error: Could not connect to SMTP host"u8)
        || text.StartsWith("SMTP Error: Could not authenticate."u8) || text.StartsWith("SMTP Error: data not accepted."u8)
        || text.StartsWith("SMTP Error: The following recipients failed: "u8) || text.StartsWith("SMTP connect() failed. https://github.com/PHPMailer/"u8);

    /// <summary>A further line of such an error: a reason of OpenSSL's, or what the server said.</summary>
    public static bool IsReason(ReadOnlySpan<byte> line) =>
        line.StartsWith("error:"u8) || line.StartsWith(" SMTP code: "u8) || (line.StartsWith(","u8) && line.IndexOf("SMTP server error: "u8) > 0);

    /// <summary>What an error is about that gives no reason; null where that is not known.</summary>
    public static SmtpErrorKind? KindOf(ReadOnlySpan<byte> text) =>
        text.IndexOf("Could not connect"u8) >= 0 || text.IndexOf("Failed to connect"u8) >= 0 || text.IndexOf("connect() failed"u8) >= 0 ? SmtpErrorKind.ConnectionRefused
        : text.IndexOf("Could not authenticate"u8) >= 0 ? SmtpErrorKind.AuthenticationFailed
        : text.IndexOf("From address failed"u8) >= 0 ? SmtpErrorKind.SenderRejected
        : text.IndexOf("recipients failed"u8) >= 0 ? SmtpErrorKind.RecipientRejected
        : text.IndexOf("data not accepted"u8) >= 0 ? SmtpErrorKind.MessageRejected
        : null;
}
