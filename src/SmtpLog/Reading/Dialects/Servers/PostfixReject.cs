using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary><c>reject: RCPT from mail.example.com[192.0.2.7]: 550 5.1.1 &lt;x@example.com&gt;: …; from=&lt;…&gt; to=&lt;…&gt; …</c>: what Postfix said as a server.</summary>
internal static class PostfixReject
{
    public static bool TryRead(ReadOnlySpan<byte> message, ref LogRecord record)
    {
        int mark = message.StartsWith("reject: "u8) ? 8 : message.StartsWith("milter-reject: "u8) ? 15 : 0;
        if (mark == 0)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = message.Slice(mark);
        int from = rest.IndexOf(" from "u8);
        int reply = from < 0 ? -1 : rest.Slice(from).IndexOf(": "u8);
        if (reply < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> words = rest.Slice(from + reply + 2);
        PostfixReply.SetCommand(rest.Slice(0, from), ref record);
        if (!PostfixReply.TryRead(words, ref record))
        {
            // A mail filter's verdict is logged without the code that smtpd makes of it.
            record.Event = EventKind.Error;
            record.ErrorKind = SmtpErrorKind.MessageRejected;
            record.IsTransient = words.StartsWith("4."u8);
            record.Command = null;
        }

        return true;
    }
}
