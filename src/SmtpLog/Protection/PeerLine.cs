using System;
using SmtpLog.Redaction;
using SmtpLog.Redaction.Foreign;

namespace SmtpLog.Protection;

/// <summary><c>&lt; client.example.com[192.0.2.7]: AUTH LOGIN</c>: what Postfix logs of a conversation where it was told to be verbose.</summary>
internal static class PeerLine
{
    /// <summary>What stands before that which was said; 0 where the line is no such one.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        bool isMarked = text.StartsWith("< "u8) || text.StartsWith("> "u8);
        int bracket = isMarked ? text.IndexOf((byte)']') : -1;
        int colon = bracket < 0 ? -1 : text.Slice(bracket).IndexOf(": "u8);
        return colon < 0 || text.Slice(0, bracket).IndexOf((byte)'[') < 0 ? 0 : bracket + colon + 2;
    }

    /// <summary>Who said it shows in the words: Postfix may be the client or the server.</summary>
    public static void Mark(ReadOnlySpan<byte> said, ForeignRedactor session, Span<bool> marks)
    {
        if (ReplyPrefix.Length(said) >= 3)
        {
            session.Server(said, marks);
        }
        else
        {
            session.Client(said, isContent: false, marks);
        }
    }
}
