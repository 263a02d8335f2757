using System;

namespace SmtpLog.Diagnosis;

/// <summary>What kind of failure a refusing reply is, at its stage (RFC 5321, section 4.3.2; RFC 4954, section 6).</summary>
internal static class ReplyKind
{
    public static SmtpErrorKind Of(int code, string? enhancedCode, SmtpStage stage)
    {
        if (code == 421)
        {
            return SmtpErrorKind.ServiceUnavailable;
        }

        // 504 refuses the mechanism, the others the login, whatever their words (also "530 Must issue STARTTLS first").
        if (stage == SmtpStage.Auth)
        {
            return code switch
            {
                504 => SmtpErrorKind.MechanismNotOffered,
                < 400 => SmtpErrorKind.ProtocolError,
                _ => SmtpErrorKind.AuthenticationFailed,
            };
        }

        if (code == 530)
        {
            return SmtpErrorKind.AuthenticationRequired;
        }

        if (stage >= SmtpStage.Mail && (enhancedCode is "5.3.4" or "5.2.3" or "4.3.4" || (code == 552 && stage != SmtpStage.Recipient)))
        {
            return SmtpErrorKind.MessageTooLarge;
        }

        if (code is 500 or 502 or 503 or 504 or < 400)
        {
            return SmtpErrorKind.ProtocolError;
        }

        return stage switch
        {
            SmtpStage.Connect or SmtpStage.Hello => SmtpErrorKind.ServiceUnavailable,
            SmtpStage.Tls => SmtpErrorKind.TlsHandshakeFailed,
            SmtpStage.Mail => SmtpErrorKind.SenderRejected,
            SmtpStage.Recipient => SmtpErrorKind.RecipientRejected,
            _ => SmtpErrorKind.MessageRejected,
        };
    }

    public static string Sentence(SmtpErrorKind kind) => kind switch
    {
        SmtpErrorKind.ServiceUnavailable => "The server does not serve now",
        SmtpErrorKind.AuthenticationRequired => "The server wants a login first",
        SmtpErrorKind.MessageTooLarge => "The message is larger than the server takes",
        SmtpErrorKind.ProtocolError => "The server answered out of turn",
        SmtpErrorKind.TlsHandshakeFailed => "The server refused to start TLS",
        SmtpErrorKind.AuthenticationFailed or SmtpErrorKind.MechanismNotOffered => "The server refused the login",
        SmtpErrorKind.SenderRejected => "The server refused the sender",
        SmtpErrorKind.RecipientRejected => "The server refused a recipient",
        SmtpErrorKind.MessageRejected => "The server refused the message",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No reply means this"),
    };
}
