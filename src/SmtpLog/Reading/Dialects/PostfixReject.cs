using System;

namespace SmtpLog.Reading.Dialects;

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
        if (reply < 0 || !PostfixReply.TryRead(rest.Slice(from + reply + 2), ref record))
        {
            return false;
        }

        PostfixReply.SetCommand(rest.Slice(0, from), ref record);
        return true;
    }
}
