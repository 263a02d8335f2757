using System.Collections.Generic;
using System.Linq;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace SmtpLog.Mail;

/// <summary>What a message needs of the server; said before MAIL FROM, not dropped silently.</summary>
internal static class Capabilities
{
    /// <exception cref="MailFailureException">CapabilityNotOffered.</exception>
    public static void Require(SessionClient client, PreparedMessage message, DeliveryStatusNotification? notify)
    {
        RequireUtf8(client, message.NeedsUtf8);
        if (notify is not null && (client.Capabilities & SmtpCapabilities.Dsn) == 0)
        {
            throw Missing("DSN", "a delivery notification was asked for");
        }
    }

    /// <exception cref="MailFailureException">CapabilityNotOffered.</exception>
    public static void RequireUtf8(SessionClient client, bool isNeeded)
    {
        // SMTPUTF8 stands on 8BITMIME (RFC 6531, section 3.1).
        const SmtpCapabilities Utf8 = SmtpCapabilities.UTF8 | SmtpCapabilities.EightBitMime;
        if (isNeeded && (client.Capabilities & Utf8) != Utf8)
        {
            throw Missing((client.Capabilities & SmtpCapabilities.UTF8) == 0 ? "SMTPUTF8" : "8BITMIME", "an address has characters beyond ASCII before its @");
        }
    }

    /// <summary>
    /// A domain beyond ASCII has another form (RFC 5891), which every server on the way takes; the part before the @
    /// has none (RFC 6531).
    /// </summary>
    public static bool NeedsUtf8(IEnumerable<MailboxAddress?> mailboxes) => mailboxes.Any(HasInternationalLocalPart);

    private static bool HasInternationalLocalPart(MailboxAddress? mailbox) => mailbox is not null && mailbox.LocalPart.Any(c => c > '\u007F');

    private static MailFailureException Missing(string extension, string reason) =>
        new(SmtpErrorKind.CapabilityNotOffered, SmtpStage.Mail, $"The server does not offer {extension}, and {reason}");
}
