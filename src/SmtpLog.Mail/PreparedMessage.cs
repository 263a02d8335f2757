using System;
using System.Collections.Generic;
using System.Linq;
using MimeKit;

namespace SmtpLog.Mail;

/// <summary>A message ready to go out, with its envelope.</summary>
internal sealed class PreparedMessage(MimeMessage message, MailboxAddress sender, IReadOnlyList<MailboxAddress> recipients) : IDisposable
{
    public MimeMessage Message { get; } = message;

    public MailboxAddress Sender { get; } = sender;

    public IReadOnlyList<MailboxAddress> Recipients { get; } = recipients;

    /// <summary>
    /// A domain beyond ASCII has another form (RFC 5891), which every server on the way takes; the part before the @
    /// has none (RFC 6531).
    /// </summary>
    public bool NeedsUtf8 => MessageAddresses.NeedUtf8(Recipients.Append(Sender));

    /// <summary>MailKit would ask for SMTPUTF8 for a domain too, and a server further on may not have it.</summary>
    public bool IsBetterWithoutUtf8 => !NeedsUtf8 && Recipients.Append(Sender).Any(address => address.IsInternational);

    public void Dispose() => Message.Dispose();
}
