using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>
/// <c>… smtpstatus=535 smtpmsg='535 5.7.8 …' errormsg='authentication failed (method PLAIN)' exitcode=EX_NOPERM</c>. What
/// the server says stands between msmtp's own facts: those before it are looked for from the front, those after it from the end.
/// </summary>
internal static class MsmtpOutcome
{
    public static void Read(ref LogRecord record)
    {
        ReadOnlySpan<byte> text = record.Text;
        int exit = text.LastIndexOf(" exitcode="u8);
        bool isDone = text.Slice(exit).SequenceEqual(" exitcode=EX_OK"u8);
        int error = isDone ? -1 : text.LastIndexOf(" errormsg='"u8);
        ReadOnlySpan<byte> message = error < 0 ? default : text.Slice(error + 11);

        // One mail is one session.
        record.EndsSession = true;
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
            record.ErrorKind = FailureWords.KindOf(message);
            record.IsTransient = text.IndexOf(" exitcode=EX_TEMPFAIL"u8) > 0;
        }
    }

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
