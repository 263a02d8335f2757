using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>
/// <c>… smtpstatus=535 smtpmsg='535 5.7.8 …' errormsg='authentication failed (method PLAIN)' exitcode=EX_NOPERM</c>. What
/// the server says stands between msmtp's own facts: those before it are looked for from the front, those after it from the end.
/// </summary>
internal static class MsmtpOutcome
{
    /// <summary>What stands before msmtp's own words.</summary>
    public static ReadOnlySpan<byte> ErrorMark => " errormsg='"u8;

    /// <summary>Where msmtp's own words stand; -1 where the mail was sent, or there are none.</summary>
    public static int ErrorAt(ReadOnlySpan<byte> text) => text.EndsWith(" exitcode=EX_OK"u8) ? -1 : text.LastIndexOf(ErrorMark);

    public static void Read(ref LogRecord record)
    {
        ReadOnlySpan<byte> text = record.Text;
        bool isDone = text.EndsWith(" exitcode=EX_OK"u8);
        int error = ErrorAt(text);
        ReadOnlySpan<byte> message = error < 0 ? default : text.Slice(error + ErrorMark.Length);

        // One mail is one session.
        record.EndsSession = true;
        record.Mail = MsmtpMail.Instance;
        if (TryReadReply(error < 0 ? text : text.Slice(0, error), ref record))
        {
            SmtpVerb verb = isDone ? SmtpVerb.Data : VerbOf(message);
            record.Command = NameOf(verb);
            record.Stage = verb == SmtpVerb.None ? SmtpStage.Connect : CommandRules.StageOf(verb, null);
            return;
        }

        record.Origin = SmtpLogOrigin.Event;
        record.Event = EventKind.Remark;
        if (!isDone)
        {
            record.Event = EventKind.Error;
            record.EventStage = StageOf(message);
            record.ErrorKind = FailureWords.KindOf(message) ?? KindOf(text.Slice(text.LastIndexOf((byte)'=') + 1));
            record.IsTransient = text.IndexOf(" exitcode=EX_TEMPFAIL"u8) > 0;
        }
    }

    /// <summary>What msmtp's exit code says where its words say nothing (sysexits.h).</summary>
    private static SmtpErrorKind? KindOf(ReadOnlySpan<byte> exitCode) =>
        exitCode.SequenceEqual("EX_NOHOST"u8) ? SmtpErrorKind.HostNotFound
        : exitCode.SequenceEqual("EX_NOPERM"u8) ? SmtpErrorKind.AuthenticationFailed
        : exitCode.SequenceEqual("EX_PROTOCOL"u8) ? SmtpErrorKind.ProtocolError
        : exitCode.SequenceEqual("EX_TEMPFAIL"u8) ? SmtpErrorKind.ConnectionRefused
        : exitCode.SequenceEqual("EX_DATAERR"u8) ? SmtpErrorKind.MessageRejected
        : exitCode.SequenceEqual("EX_UNAVAILABLE"u8) ? SmtpErrorKind.ServiceUnavailable
        : null;

    private static bool TryReadReply(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        ReadOnlySpan<byte> status = " smtpstatus="u8;
        ReadOnlySpan<byte> words = " smtpmsg='"u8;
        int at = text.IndexOf(status);
        if (at < 0 || !ReplyText.TryReadCode(text.Slice(at + status.Length), out int code, out _))
        {
            return false;
        }

        record.Origin = SmtpLogOrigin.Server;
        record.Code = code;
        int said = text.IndexOf(words);
        record.EnhancedCode = said < at ? null : ReplyText.EnhancedCode(Utf8.Decode(text.Slice(said + words.Length)));
        return true;
    }

    /// <summary>The command that was refused, by msmtp's words for it.</summary>
    public static SmtpVerb VerbOf(ReadOnlySpan<byte> message) =>
        message.StartsWith("authentication failed"u8) ? SmtpVerb.Auth
        : message.StartsWith("envelope from address "u8) ? SmtpVerb.Mail
        : message.StartsWith("recipient address "u8) ? SmtpVerb.Rcpt
        : message.StartsWith("the server does not accept mail data"u8) || message.StartsWith("the server did not accept the mail"u8) ? SmtpVerb.Data
        : message.IndexOf("EHLO"u8) >= 0 ? SmtpVerb.Hello
        : message.IndexOf("STARTTLS"u8) >= 0 ? SmtpVerb.StartTls
        : SmtpVerb.None;

    private static string? NameOf(SmtpVerb verb) => verb switch
    {
        SmtpVerb.Auth => "AUTH",
        SmtpVerb.Mail => "MAIL",
        SmtpVerb.Rcpt => "RCPT",
        SmtpVerb.Data => "DATA",
        SmtpVerb.Hello => "EHLO",
        SmtpVerb.StartTls => "STARTTLS",
        _ => null,
    };

    /// <summary>How far msmtp had come when it gave up, by its own words.</summary>
    public static SmtpStage? StageOf(ReadOnlySpan<byte> message)
    {
        SmtpVerb verb = VerbOf(message);
        if (verb != SmtpVerb.None)
        {
            return CommandRules.StageOf(verb, null);
        }

        if (message.StartsWith("cannot connect"u8) || message.StartsWith("cannot locate host"u8))
        {
            return SmtpStage.Connect;
        }

        if (message.IndexOf("TLS"u8) >= 0)
        {
            return SmtpStage.Tls;
        }

        return message.IndexOf("authentication"u8) >= 0 || message.IndexOf("authenticate"u8) >= 0 ? SmtpStage.Auth : null;
    }
}
