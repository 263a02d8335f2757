using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MimeKit;

namespace SmtpLog.Mail;

/// <summary>A ready message file (RFC 5322), its envelope from its headers unless the user says otherwise.</summary>
internal static class MessageFile
{
    /// <exception cref="MailFailureException">InvalidAddress or AttachmentNotFound.</exception>
    public static PreparedMessage Load(string path, MessageAddresses addresses)
    {
        var message = Parse(path);
        try
        {
            var sender = addresses.Sender ?? addresses.From ?? SenderOf(message)
                ?? throw HeaderGuard.Invalid($"'{path}' names no sender; pass -From");
            var recipients = addresses.Recipients.Count > 0 ? addresses.Recipients : RecipientsOf(message);
            if (recipients.Count == 0)
            {
                throw HeaderGuard.Invalid($"'{path}' names no recipient; pass -To");
            }

            foreach (var address in recipients.Append(sender).Where(address => !AddressParser.IsComplete(address)))
            {
                throw HeaderGuard.Invalid($"'{path}': '{address.Address}' is not an address; pass -From and -To");
            }

            // Nobody but the envelope may name them (RFC 5322, section 3.6.3).
            message.Headers.RemoveAll(HeaderId.Bcc);
            message.Headers.RemoveAll(HeaderId.ResentBcc);
            return new PreparedMessage(message, sender, recipients);
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private static MimeMessage Parse(string path)
    {
        try
        {
            using var file = FileAccessor.Open(path);
            return MimeMessage.Load(file);
        }
        catch (FormatException e)
        {
            throw FileAccessor.NotFound(path, $"it is not a message: {e.Message}");
        }
        catch (IOException e)
        {
            throw FileAccessor.NotFound(path, e.Message);
        }
    }

    private static MailboxAddress? SenderOf(MimeMessage message) =>
        message.ResentSender ?? message.ResentFrom.Mailboxes.FirstOrDefault() ?? message.Sender ?? message.From.Mailboxes.FirstOrDefault();

    /// <summary>Of a message that was sent on, those it was sent on to (RFC 5322, section 3.6.6).</summary>
    private static IReadOnlyList<MailboxAddress> RecipientsOf(MimeMessage message)
    {
        var resent = message.ResentTo.Mailboxes.Concat(message.ResentCc.Mailboxes).Concat(message.ResentBcc.Mailboxes);
        var recipients = MessageAddresses.Distinct(resent);
        return recipients.Count > 0
            ? recipients
            : MessageAddresses.Distinct(message.To.Mailboxes.Concat(message.Cc.Mailboxes).Concat(message.Bcc.Mailboxes));
    }
}
