using System.Collections.Generic;
using System.Net.Mail;
using System.Text;

namespace SmtpLog.Contracts;

/// <summary>One message to send, as the user gave it. Paths are absolute.</summary>
internal sealed class SmtpMessageOptions
{
    public string? From { get; init; }

    public string? Sender { get; init; }

    public IReadOnlyList<string> To { get; init; } = [];

    public IReadOnlyList<string> Cc { get; init; } = [];

    public IReadOnlyList<string> Bcc { get; init; } = [];

    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    public string? Subject { get; init; }

    public string? TextBody { get; init; }

    public string? HtmlBody { get; init; }

    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Content id → path.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> InlineAttachments { get; init; } = [];

    public MailPriority Priority { get; init; } = MailPriority.Normal;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string? MessageId { get; init; }

    public string? InReplyTo { get; init; }

    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Of header and body; null: what the transporter says, else UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    public DeliveryNotificationOptions DeliveryNotification { get; init; }

    /// <summary>A ready message file (RFC 5322); null: the message is built from the rest.</summary>
    public string? Path { get; init; }

    public bool AllowPartialDelivery { get; init; }
}
