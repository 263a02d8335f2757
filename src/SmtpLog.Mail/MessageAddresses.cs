using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MimeKit;
using SmtpLog.Contracts;

namespace SmtpLog.Mail;

/// <summary>The addresses that the user gave, read.</summary>
internal sealed class MessageAddresses
{
    /// <exception cref="MailFailureException">InvalidAddress.</exception>
    public MessageAddresses(SmtpMessageOptions options, Encoding encoding)
    {
        From = AddressParser.ParseOne(options.From, "From", encoding);
        Sender = AddressParser.ParseOne(options.Sender, "Sender", encoding);
        To = AddressParser.ParseAll(options.To, "To", encoding);
        Cc = AddressParser.ParseAll(options.Cc, "Cc", encoding);
        Bcc = AddressParser.ParseAll(options.Bcc, "Bcc", encoding);
        ReplyTo = AddressParser.ParseAll(options.ReplyTo, "ReplyTo", encoding);
    }

    public MailboxAddress? From { get; }

    public MailboxAddress? Sender { get; }

    public List<MailboxAddress> To { get; }

    public List<MailboxAddress> Cc { get; }

    public List<MailboxAddress> Bcc { get; }

    public List<MailboxAddress> ReplyTo { get; }

    /// <summary>Everyone who gets the message, each once.</summary>
    public IReadOnlyList<MailboxAddress> Recipients => Distinct(To.Concat(Cc).Concat(Bcc));

    /// <summary>A domain beyond ASCII has another form (RFC 5891); the part before the @ has none (RFC 6531).</summary>
    public static bool NeedUtf8(IEnumerable<MailboxAddress> addresses) => addresses.Any(address => address.LocalPart.Any(c => c > '\u007F'));

    public static IReadOnlyList<MailboxAddress> Distinct(IEnumerable<MailboxAddress> addresses)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. addresses.Where(address => seen.Add(address.Address))];
    }
}
