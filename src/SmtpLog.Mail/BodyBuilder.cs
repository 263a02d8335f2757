using System.IO;
using System.Text;
using MimeKit;
using MimeKit.Text;
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
        if (options.InlineAttachments.Count > 0)
        {
            var related = new MultipartRelated { body };
            foreach (var inline in options.InlineAttachments)
            {
                related.Add(Inline(HeaderGuard.RefuseLineBreaks(inline.Key, "InlineAttachment"), inline.Value));
            }

            body = related;
        }

        if (options.Attachments.Count == 0)
        {
            return body;
        }

        var mixed = new Multipart("mixed") { body };
        foreach (string path in options.Attachments)
        {
            mixed.Add(Attachment(path));
        }

        return mixed;
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
        var part = Part(path);
        part.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = Path.GetFileName(path) };
        return part;
    }

    private static MimeEntity Inline(string contentId, string path)
    {
        var part = Part(path);
        part.ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = Path.GetFileName(path) };
        part.ContentId = contentId.Trim('<', '>');
        return part;
    }

    private static MimeEntity Part(string path)
    {
        var type = ContentType.Parse(MimeTypes.GetMimeType(path));
        type.Name = Path.GetFileName(path);
        var file = FileAccessor.Open(path);
        if (type.IsMimeType("message", "rfc822"))
        {
            using (file)
            {
                return new MessagePart { Message = MimeMessage.Load(file) };
            }
        }

        // Base64 for text too: the receiver gets the very bytes.
        return new MimePart(type) { Content = new MimeContent(file), ContentTransferEncoding = ContentEncoding.Base64 };
    }
}
