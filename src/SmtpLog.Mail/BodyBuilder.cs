using System;
using System.IO;
using System.Text;
using MimeKit;
using MimeKit.Text;
using MimeKit.Utils;
using SmtpLog.Contracts;

namespace SmtpLog.Mail;

/// <summary>
/// The body's tree (RFC 2046): mixed(related(alternative(text, html), inline…), attachment…), each level only where
/// it is needed, the text before the HTML.
/// </summary>
internal static class BodyBuilder
{
    /// <exception cref="MailFailureException">InvalidAddress or AttachmentNotFound.</exception>
    public static MimeEntity Build(SmtpMessageOptions options, Encoding encoding)
    {
        MimeEntity body = Alternative(options, encoding);
        try
        {
            if (options.InlineAttachments.Count > 0)
            {
                var related = new MultipartRelated { body };
                body = related;
                foreach (var inline in options.InlineAttachments)
                {
                    related.Add(Inline(inline.Key, inline.Value));
                }
            }

            if (options.Attachments.Count > 0)
            {
                var mixed = new Multipart("mixed") { body };
                body = mixed;
                foreach (string path in options.Attachments)
                {
                    mixed.Add(Attachment(path));
                }
            }

            return body;
        }
        catch
        {
            // The files that are open by now.
            body.Dispose();
            throw;
        }
    }

    private static MimeEntity Alternative(SmtpMessageOptions options, Encoding encoding)
    {
        if (options.HtmlBody is null)
        {
            return Text(TextFormat.Plain, options.TextBody ?? string.Empty, encoding);
        }

        var html = Text(TextFormat.Html, options.HtmlBody, encoding);
        return options.TextBody is null
            ? html
            : new MultipartAlternative { Text(TextFormat.Plain, options.TextBody, encoding), html };
    }

    private static TextPart Text(TextFormat format, string text, Encoding encoding)
    {
        var part = new TextPart(format);
        part.SetText(Charset.For(text, encoding), text);
        return part;
    }

    private static MimeEntity Attachment(string path)
    {
        string name = HeaderGuard.RefuseLineBreaks(Path.GetFileName(path), "Attachment");
        var part = Part(path, name);
        part.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = name };
        return part;
    }

    private static MimeEntity Inline(string contentId, string path)
    {
        string id = HeaderGuard.RefuseLineBreaks(contentId, "InlineAttachment").Trim().Trim('<', '>');
        string name = HeaderGuard.RefuseLineBreaks(Path.GetFileName(path), "InlineAttachment");
        if (id.Length == 0 || MimeUtils.ParseMessageId($"<{id}>") != id)
        {
            throw HeaderGuard.Invalid($"-InlineAttachment: '{contentId}' is not a content id; write one word, such as logo or logo@example.com");
        }

        var part = Part(path, name);
        part.ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = name };
        part.ContentId = id;
        return part;
    }

    private static MimeEntity Part(string path, string name)
    {
        var type = ContentType.Parse(MimeTypes.GetMimeType(name));
        var file = FileAccessor.Open(path);
        if (type.IsMimeType("message", "rfc822"))
        {
            using (file)
            {
                if (Message(file) is { } message)
                {
                    return new MessagePart { Message = message };
                }
            }

            // Not a message whatever its name says: then it is so many bytes.
            type = new ContentType("application", "octet-stream");
            file = FileAccessor.Open(path);
        }

        type.Name = name;

        // Base64 for text too: the receiver gets the very bytes.
        return new MimePart(type) { Content = new MimeContent(file), ContentTransferEncoding = ContentEncoding.Base64 };
    }

    /// <summary>Null where it is none.</summary>
    private static MimeMessage? Message(Stream file)
    {
        try
        {
            return MimeMessage.Load(file);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
