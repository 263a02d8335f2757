using System;
using System.Collections.Generic;
using MimeKit;

namespace SmtpLog.Mail;

/// <summary>A message ready to go out, with its envelope.</summary>
internal sealed class PreparedMessage(MimeMessage message, MailboxAddress sender, IReadOnlyList<MailboxAddress> recipients) : IDisposable
{
    public MimeMessage Message { get; } = message;

    public MailboxAddress Sender { get; } = sender;

    public IReadOnlyList<MailboxAddress> Recipients { get; } = recipients;

    public void Dispose() => Message.Dispose();
}
