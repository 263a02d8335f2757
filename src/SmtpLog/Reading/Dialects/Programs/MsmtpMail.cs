using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>
/// What a line of msmtp's log says of its mail: <c>host=… tls=on auth=on user=… from=… recipients=a,b mailsize=167
/// smtpstatus=250 smtpmsg='250 …' exitcode=EX_OK</c>. Only the server's words, and those of msmtp behind them, can hold anything.
/// </summary>
internal sealed class MsmtpMail : IMailReader
{
    public static MsmtpMail Instance { get; } = new();

    public MailFacts? Read(ReadOnlySpan<byte> text)
    {
        int status = text.IndexOf(" smtpstatus="u8);
        int error = MsmtpOutcome.ErrorAt(text);
        int end = status >= 0 ? status : error >= 0 ? error : text.LastIndexOf(" exitcode="u8);
        ReadOnlySpan<byte> head = text.Slice(0, end);
        ReadOnlySpan<byte> message = error < 0 ? default : text.Slice(error + MsmtpOutcome.ErrorMark.Length);
        bool isDone = error < 0 && text.EndsWith(" exitcode=EX_OK"u8);
        SmtpStage? stage = isDone ? SmtpStage.Data : MsmtpOutcome.StageOf(message);
        var facts = new MailFacts
        {
            Server = Utf8.Decode(Field(head, "host="u8)),
            Port = RecordTime.TryNumber(Between(message, ", port "u8, (byte)':'), out int port) ? port : null,
            IsSecure = stage > SmtpStage.Tls ? Field(head, " tls="u8).SequenceEqual("on"u8) : null,
            UserName = Field(head, " user="u8) is { IsEmpty: false } user ? Utf8.Decode(user) : null,
            IsAuthenticated = Field(head, " auth="u8).SequenceEqual("on"u8) && stage > SmtpStage.Auth,
            From = Utf8.Decode(Field(head, " from="u8)),
            Size = long.TryParse(Utf8.Decode(Field(head, " mailsize="u8)), out long size) ? size : null,
            Mechanism = Between(message, "(method "u8, (byte)')') is { IsEmpty: false } method ? Utf8.Decode(method) : null,
            Reply = status < 0 ? null : ReadReply(text, error < 0 ? text.LastIndexOf(" exitcode="u8) : error),
            Words = error < 0 ? null : Utf8.Decode(message.Slice(0, Math.Max(message.LastIndexOf("' exitcode="u8), 0))),
            IsDelivered = isDone,
            IsRecipientReply = stage == SmtpStage.Recipient,
        };
        ReadRecipients(facts, Field(head, " recipients="u8), stage, Between(message, "recipient address "u8, (byte)' '));
        return facts;
    }

    /// <summary>msmtp asks for one recipient after the other, and gives up where one is refused.</summary>
    private static void ReadRecipients(MailFacts facts, ReadOnlySpan<byte> recipients, SmtpStage? stage, ReadOnlySpan<byte> refused)
    {
        while (!recipients.IsEmpty)
        {
            int comma = recipients.IndexOf((byte)',');
            ReadOnlySpan<byte> recipient = comma < 0 ? recipients : recipients.Slice(0, comma);
            recipients = comma < 0 ? default : recipients.Slice(comma + 1);
            if (stage == SmtpStage.Recipient && recipient.SequenceEqual(refused))
            {
                facts.Accepted = facts.Recipients.Count;
            }

            if (!recipient.IsEmpty)
            {
                facts.Recipients.Add(Utf8.Decode(recipient));
            }
        }

        facts.Accepted = stage > SmtpStage.Recipient ? facts.Recipients.Count : facts.Accepted;
    }

    /// <summary>The lines of a reply stand there with <c>\n</c> between them.</summary>
    private static string? ReadReply(ReadOnlySpan<byte> text, int end)
    {
        ReadOnlySpan<byte> mark = " smtpmsg='"u8;
        int start = text.IndexOf(mark);
        if (start < 0 || start > end)
        {
            return null;
        }

        ReadOnlySpan<byte> said = text.Slice(start + mark.Length, Math.Max(end - start - mark.Length, 0));
        return Utf8.Decode(said.EndsWith("'"u8) ? said.Slice(0, said.Length - 1) : said).Replace("\\n", "\n");
    }

    /// <summary>Empty where the line does not have it.</summary>
    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name) => Between(head, name, (byte)' ');

    private static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark, byte close)
    {
        int at = text.IndexOf(mark);
        if (at < 0)
        {
            return default;
        }

        ReadOnlySpan<byte> rest = text.Slice(at + mark.Length);
        int length = rest.IndexOf(close);
        return length < 0 ? rest : rest.Slice(0, length);
    }
}
