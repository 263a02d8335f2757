using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>
/// <c>to=&lt;…&gt;, relay=…, delay=…, dsn=5.7.1, status=bounced (host … said: 550 5.7.1 … (in reply to RCPT TO command))</c>:
/// the fate of one recipient. Without a reply in it, it is an event, which is an error unless the mail was delivered.
/// </summary>
internal static class PostfixDelivery
{
    public static bool TryRead(ReadOnlySpan<byte> message, ref LogRecord record)
    {
        ReadOnlySpan<byte> fields = SkipRecipient(message);
        int status = fields.IndexOf(", status="u8);
        if (status < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> outcome = fields.Slice(status + 9);
        int open = outcome.IndexOf(" ("u8);
        ReadOnlySpan<byte> reason = open < 0 ? default : outcome.Slice(open + 2);
        if (!reason.IsEmpty && reason[reason.Length - 1] == ')')
        {
            reason = reason.Slice(0, reason.Length - 1);
        }

        // What another server says comes last, so that none of its words is taken for Postfix's.
        if (PostfixReply.TryRead(reason, ref record))
        {
            PostfixReply.SetCommand("DATA"u8, ref record);
        }
        else if (!TryReadQuoted(reason, " said: "u8, ref record) && !TryReadQuoted(reason, " refused to talk to me: "u8, ref record))
        {
            ReadEvent(outcome, reason, ref record);
            return true;
        }

        record.EnhancedCode ??= DsnOf(fields.Slice(0, status));
        return true;
    }

    private static bool TryReadQuoted(ReadOnlySpan<byte> reason, ReadOnlySpan<byte> mark, ref LogRecord record)
    {
        int at = reason.IndexOf(mark);
        if (at < 0 || !PostfixReply.TryRead(reason.Slice(at + mark.Length), ref record))
        {
            return false;
        }

        ReadOnlySpan<byte> asked = "(in reply to "u8;
        int command = reason.LastIndexOf(asked);
        if (command > at)
        {
            PostfixReply.SetCommand(reason.Slice(command + asked.Length), ref record);
        }
        else if (reason.StartsWith("SASL authentication failed"u8))
        {
            PostfixReply.SetCommand("AUTH"u8, ref record);
        }
        else
        {
            record.Stage = SmtpStage.Connect;
        }

        return true;
    }

    private static void ReadEvent(ReadOnlySpan<byte> outcome, ReadOnlySpan<byte> reason, ref LogRecord record)
    {
        record.Event = EventKind.Other;
        if (!outcome.StartsWith("sent"u8) && !outcome.StartsWith("deliverable"u8))
        {
            record.Event = EventKind.Error;
            record.EventStage = StageOf(reason);
            record.IsTransient = outcome.StartsWith("deferred"u8);
            record.ErrorKind = FailureWords.KindOf(reason) ?? (record.IsTransient ? null : SmtpErrorKind.RecipientRejected);
        }
    }

    private static SmtpStage? StageOf(ReadOnlySpan<byte> reason)
    {
        bool Has(ReadOnlySpan<byte> reason, ReadOnlySpan<byte> words) => reason.IndexOf(words) >= 0;

        return Has(reason, "connect to "u8) || Has(reason, "Name service error"u8) || Has(reason, "initial server greeting"u8) ? SmtpStage.Connect
            : Has(reason, "TLS "u8) ? SmtpStage.Tls
            : Has(reason, "EHLO"u8) || Has(reason, "HELO"u8) ? SmtpStage.Hello
            : Has(reason, "SASL "u8) ? SmtpStage.Auth
            : Has(reason, "sending MAIL FROM"u8) ? SmtpStage.Mail
            : Has(reason, "sending RCPT TO"u8) ? SmtpStage.Recipient
            : Has(reason, "DATA"u8) || Has(reason, "message body"u8) || Has(reason, "end of data"u8) ? SmtpStage.Data
            : null;
    }

    private static string? DsnOf(ReadOnlySpan<byte> fields)
    {
        ReadOnlySpan<byte> name = ", dsn="u8;
        int at = fields.LastIndexOf(name);
        return at < 0 ? null : Utf8.Decode(fields.Slice(at + name.Length));
    }

    /// <summary>What follows the address, which may hold anything in its quotes; empty where there is none.</summary>
    public static ReadOnlySpan<byte> SkipRecipient(ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith("to=<"u8))
        {
            return default;
        }

        bool isQuoted = false;
        for (int at = 4; at < message.Length; at++)
        {
            switch (message[at])
            {
                case (byte)'"':
                    isQuoted = !isQuoted;
                    break;
                case (byte)'\\' when isQuoted:
                    at++;
                    break;
                case (byte)'>' when !isQuoted:
                    return message.Slice(at + 1);
            }
        }

        return default;
    }
}
