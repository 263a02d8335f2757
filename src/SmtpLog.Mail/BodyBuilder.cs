using System.Collections.Generic;
using System.IO;
using System.Linq;
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
            body = Fill(
                new MultipartRelated { body },
                options.InlineAttachments.Select(inline => Inline(HeaderGuard.RefuseLineBreaks(inline.Key, "InlineAttachment"), inline.Value)));
        }

        return options.Attachments.Count == 0 ? body : Fill(new Multipart("mixed") { body }, options.Attachments.Select(Attachment));
    }

    /// <summary>Adds the parts; where one cannot be had, the files of the others are let go of.</summary>
    private static Multipart Fill(Multipart whole, IEnumerable<MimeEntity> parts)
    {
        try
        {
            foreach (var part in parts)
            {
                whole.Add(part);
            }

            return whole;
        }
        catch
        {
            whole.Dispose();
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
