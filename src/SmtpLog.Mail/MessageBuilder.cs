using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Mail;
using System.Text;
using MimeKit;
using MimeKit.Utils;
using SmtpLog.Contracts;

namespace SmtpLog.Mail;

/// <summary>Makes the message (RFC 5322) and its envelope from what the user gave, before anything is opened.</summary>
internal static class MessageBuilder
{
    /// <exception cref="MailFailureException">InvalidAddress or AttachmentNotFound.</exception>
    public static PreparedMessage Build(SmtpMessageOptions options, SmtpTransporterOptions transporter)
    {
        var headerEncoding = options.Encoding ?? transporter.HeaderEncoding ?? Charset.Utf8;
        var addresses = new MessageAddresses(options, headerEncoding);
        if (options.Path is not null)
        {
            return MessageFile.Load(options.Path, addresses);
        }

        var from = addresses.From ?? throw HeaderGuard.Invalid("-From is missing");
        var recipients = addresses.Recipients;
        if (recipients.Count == 0)
        {
            throw HeaderGuard.Invalid("There is no recipient: pass -To, -Cc or -Bcc");
        }

        // Of headers, even none, it makes none of its own: a message id takes time, and would be replaced.
        var message = new MimeMessage((IEnumerable<Header>)[]);
        try
        {
            string subject = HeaderGuard.RefuseLineBreaks(options.Subject ?? string.Empty, "Subject");
            message.From.Add(from);
            message.Date = DateTimeOffset.Now;
            message.Headers.Add(HeaderId.Subject, Charset.For(subject, headerEncoding), subject);
            SetIds(message, options, from);
            message.Sender = addresses.Sender;
            message.To.AddRange(addresses.To);
            message.Cc.AddRange(addresses.Cc);
            message.ReplyTo.AddRange(addresses.ReplyTo);
            SetPriority(message, options.Priority);
            AddHeaders(message, options.Headers, headerEncoding);
            message.Body = BodyBuilder.Build(options, options.Encoding ?? transporter.BodyEncoding ?? Charset.Utf8);
            return new PreparedMessage(message, addresses.Sender ?? from, recipients);
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private static void SetIds(MimeMessage message, SmtpMessageOptions options, MailboxAddress from)
    {
        message.MessageId = options.MessageId is { Length: > 0 } id ? ParseId(id, "MessageId") : MimeUtils.GenerateMessageId(from.Domain);
        if (options.InReplyTo is { Length: > 0 } inReplyTo)
        {
            message.InReplyTo = ParseId(inReplyTo, "InReplyTo");
        }

        foreach (string reference in options.References.Where(reference => reference.Length > 0))
        {
            message.References.Add(ParseId(reference, "References"));
        }
    }

    private static string ParseId(string id, string parameter)
    {
        HeaderGuard.RefuseLineBreaks(id, parameter);
        string bare = id.Trim().TrimStart('<').TrimEnd('>');
        string? parsed = bare.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>') ? null : MimeUtils.ParseMessageId($"<{bare}>");
        return parsed ?? throw HeaderGuard.Invalid($"-{parameter}: '{id}' is not a message id; write <left@right>");
    }

    private static void SetPriority(MimeMessage message, MailPriority priority)
    {
        if (priority == MailPriority.Normal)
        {
            return;
        }

        bool isHigh = priority == MailPriority.High;
        message.Priority = isHigh ? MessagePriority.Urgent : MessagePriority.NonUrgent;
        message.Importance = isHigh ? MessageImportance.High : MessageImportance.Low;
        message.XPriority = isHigh ? XMessagePriority.Highest : XMessagePriority.Lowest;
    }

    private static void AddHeaders(MimeMessage message, IReadOnlyList<KeyValuePair<string, string>> headers, Encoding encoding)
    {
        foreach (var header in headers)
        {
            HeaderGuard.CheckName(header.Key);
            HeaderGuard.RefuseLineBreaks(header.Value, "Header");
            if (header.Key.Equals("Date", StringComparison.OrdinalIgnoreCase))
            {
                message.Headers.Replace(HeaderId.Date, header.Value);
            }
            else
            {
                message.Headers.Add(header.Key, Charset.For(header.Value, encoding), header.Value);
            }
        }
    }
}
