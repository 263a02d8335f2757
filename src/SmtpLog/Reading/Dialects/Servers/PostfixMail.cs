using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>
/// What a line of Postfix's says of its message: the Message-ID (<c>message-id=</c>), sender and size (<c>from=</c>), a
/// recipient's fate (<c>to=</c>), or who was refused (<c>reject:</c>).
/// </summary>
internal sealed class PostfixMail : IMailReader
{
    public static PostfixMail Instance { get; } = new();

    public MailFacts? Read(ReadOnlySpan<byte> text) =>
        text.StartsWith("to=<"u8) ? ReadRecipient(text)
        : text.StartsWith("from=<"u8) ? ReadSender(text)
        : text.StartsWith("message-id="u8) ? new() { MessageId = Utf8.Decode(text.Slice(11)).Trim('<', '>') }
        : text.StartsWith("reject: "u8) || text.StartsWith("milter-reject: "u8) ? ReadReject(text)
        : null;

    private static MailFacts ReadSender(ReadOnlySpan<byte> text) => new()
    {
        From = Field(text, "from=<"u8, (byte)'>'),
        Size = long.TryParse(Field(text, ", size="u8, (byte)','), out long size) ? size : null,
    };

    private static MailFacts? ReadRecipient(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> fields = PostfixDelivery.SkipRecipient(text);
        int status = fields.IndexOf(", status="u8);
        if (status < 0)
        {
            // A line that was cut.
            return null;
        }

        ReadOnlySpan<byte> outcome = fields.Slice(status + 9);
        bool isTaken = outcome.StartsWith("sent"u8) || outcome.StartsWith("deliverable"u8);
        ReadOnlySpan<byte> reason = ReasonOf(outcome);
        var facts = new MailFacts
        {
            IsRecipientReply = true,
            IsDelivered = isTaken,
            Accepted = isTaken ? 1 : 0,
            Reply = ReadReply(reason),
            Words = isTaken ? null : Utf8.Decode(reason),
        };
        facts.Recipients.Add(Utf8.Decode(text.Slice(4, text.Length - fields.Length - 5)));
        ReadRelay(facts, Field(fields, ", relay="u8, (byte)','));
        return facts;
    }

    /// <summary><c>mx.example.com[192.0.2.25]:25</c>; Postfix's own transports have no address.</summary>
    private static void ReadRelay(MailFacts facts, string? relay)
    {
        int open = relay?.IndexOf('[') ?? -1;
        if (open > 0)
        {
            int colon = relay!.LastIndexOf(':');
            facts.Server = relay.Substring(0, open);
            facts.Port = colon > open && int.TryParse(relay.Substring(colon + 1), out int port) ? port : null;
        }
    }

    /// <summary>What stands in brackets behind the outcome.</summary>
    private static ReadOnlySpan<byte> ReasonOf(ReadOnlySpan<byte> outcome)
    {
        int open = outcome.IndexOf(" ("u8);
        ReadOnlySpan<byte> reason = open < 0 ? default : outcome.Slice(open + 2);
        return reason.EndsWith(")"u8) ? reason.Slice(0, reason.Length - 1) : reason;
    }

    /// <summary>What the other server said, without what Postfix says around it.</summary>
    private static string? ReadReply(ReadOnlySpan<byte> reason)
    {
        int said = EndOf(reason, " said: "u8, " refused to talk to me: "u8);
        int asked = reason.LastIndexOf(" (in reply to "u8);
        ReadOnlySpan<byte> words = reason.Slice(said, (asked > said ? asked : reason.Length) - said);
        return ReplyText.TryReadCode(words, out _, out _) ? Utf8.Decode(words) : null;
    }

    private static MailFacts ReadReject(ReadOnlySpan<byte> text)
    {
        int from = text.IndexOf(" from "u8);
        int words = from < 0 ? -1 : text.Slice(from).IndexOf(": "u8);
        ReadOnlySpan<byte> rest = words < 0 ? default : text.Slice(from + words + 2);
        int end = rest.LastIndexOf("; from=<"u8);
        ReadOnlySpan<byte> reply = end < 0 ? rest : rest.Slice(0, end);
        ReadOnlySpan<byte> envelope = rest.Slice(reply.Length);
        var facts = new MailFacts
        {
            From = Field(envelope, "from=<"u8, (byte)'>'),
            Reply = ReplyText.TryReadCode(reply, out _, out _) ? Utf8.Decode(reply) : null,
            IsRecipientReply = text.IndexOf("reject: RCPT "u8) >= 0,
        };
        if (Field(envelope, " to=<"u8, (byte)'>') is { } recipient)
        {
            facts.Recipients.Add(recipient);
        }

        return facts;
    }

    private static int EndOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark, ReadOnlySpan<byte> other) =>
        text.IndexOf(mark) is var at and >= 0 ? at + mark.Length
        : text.IndexOf(other) is var second and >= 0 ? second + other.Length
        : 0;

    private static string? Field(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark, byte close)
    {
        int at = text.IndexOf(mark);
        if (at < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> rest = text.Slice(at + mark.Length);
        int length = rest.IndexOf(close);
        return Utf8.Decode(length < 0 ? rest : rest.Slice(0, length));
    }
}
