using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MimeKit;
using SmtpLog.Contracts;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>The tree of a message's parts, and what is in them.</summary>
public sealed class MessageStructureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, null, 0, 0, "plain")]
    [InlineData("text", null, 0, 0, "plain")]
    [InlineData(null, "<p>html", 0, 0, "html")]
    [InlineData("text", "<p>html", 0, 0, "alternative(plain,html)")]
    [InlineData("text", null, 0, 2, "mixed(plain,pdf,pdf)")]
    [InlineData(null, "<p>html", 1, 0, "related(html,png)")]
    [InlineData("text", "<p>html", 2, 1, "mixed(related(alternative(plain,html),png,png),pdf)")]
    public void Each_level_is_there_where_it_is_needed(string? text, string? html, int inline, int attached, string tree)
    {
        string png = _folder.Add("logo.png", [1, 2, 3]);
        string pdf = _folder.Add("report.pdf", [4, 5, 6]);
        using var built = Messages.Build(new SmtpMessageOptions
        {
            From = "ops@example.com",
            To = ["bob@example.com"],
            TextBody = text,
            HtmlBody = html,
            InlineAttachments = [.. Enumerable.Range(0, inline).Select(i => Messages.Pair($"logo{i}", png))],
            Attachments = [.. Enumerable.Repeat(pdf, attached)],
        });
        Assert.Equal(tree, Messages.Tree(built.Message.Body!));
    }

    [Fact]
    public async Task Attachments_arrive_byte_for_byte_with_names_and_ids()
    {
        byte[] bytes = [.. Enumerable.Range(0, 70_000).Select(i => (byte)(i * 7))];
        string[] names = ["a b.bin", "Übersicht 2026.txt", "quote\"d.csv", "semi;colon.log", new string('n', 120) + ".dat"];
        var raw = await Messages.DeliverAsync(new SmtpMessageOptions
        {
            From = "ops@example.com",
            To = ["bob@example.com"],
            HtmlBody = "<img src='cid:logo@example.com'>",
            InlineAttachments = [Messages.Pair("<logo@example.com>", _folder.Add("logo.png", bytes))],
            Attachments = [.. names.Select(name => _folder.Add(name, bytes))],
        });
        using var message = Parse(raw);
        var parts = message.BodyParts.OfType<MimePart>().Where(part => part is not TextPart { IsHtml: true }).ToArray();
        Assert.Equal(["logo.png", .. names], parts.Select(part => part.FileName));
        Assert.Equal("logo@example.com", parts[0].ContentId);
        Assert.False(parts[0].IsAttachment);
        foreach (var part in parts)
        {
            using var content = new MemoryStream();
            await part.Content!.DecodeToAsync(content, TestContext.Current.CancellationToken);
            Assert.Equal(bytes, content.ToArray());
            Assert.Equal(part != parts[0], part.IsAttachment);
        }
    }

    [Fact]
    public async Task A_message_as_attachment_is_one_and_what_only_has_its_name_is_bytes()
    {
        string message = _folder.Add("old.eml", "From: a@example.com\r\nSubject: Old\r\n\r\nbody\r\n"u8.ToArray());
        string broken = _folder.Add("broken.eml", []);
        using var parsed = Parse(await Messages.DeliverAsync(new SmtpMessageOptions
        {
            From = "ops@example.com", To = ["bob@example.com"], TextBody = "see", Attachments = [message, broken],
        }));
        Assert.Equal("mixed(plain,rfc822,octet-stream)", Messages.Tree(parsed.Body!));
        Assert.Equal("Old", Assert.IsType<MessagePart>(((Multipart)parsed.Body!)[1]).Message!.Subject);
    }

    [Theory]
    [InlineData("gone.txt")]
    [InlineData(".")]
    [InlineData("no/such/folder.txt")]
    [InlineData("\0")]
    public void A_file_that_cannot_be_read_is_AttachmentNotFound_and_nothing_stays_open(string name)
    {
        string good = _folder.Add("good.txt", [1]);
        string bad = _folder.Path + "/" + name;
        foreach (var options in new[]
        {
            new SmtpMessageOptions { From = "ops@example.com", To = ["bob@example.com"], Attachments = [good, bad] },
            new SmtpMessageOptions { From = "ops@example.com", To = ["bob@example.com"], InlineAttachments = [Messages.Pair("x", good), Messages.Pair("y", bad)] },
            new SmtpMessageOptions { Path = bad },
        })
        {
            var failure = Messages.Refused(options);
            Assert.Equal(name == "\0" && options.Path is null ? SmtpErrorKind.InvalidAddress : SmtpErrorKind.AttachmentNotFound, failure.Kind);
            Assert.EndsWith(".", failure.Describe("h", 1), StringComparison.Ordinal);
        }

        if (OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain(new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos(), handle => handle.LinkTarget == good);
        }
    }

    [Theory]
    [InlineData("iso-8859-1", "Grüße", "iso-8859-1")]
    [InlineData("iso-8859-1", "Ελλάδα", "utf-8")]
    [InlineData("us-ascii", "plain", "us-ascii")]
    [InlineData("us-ascii", "Grüße", "utf-8")]
    [InlineData("utf-16", "Grüße", "utf-16")]
    public async Task The_wanted_encoding_is_taken_unless_it_loses_characters(string wanted, string text, string used)
    {
        var raw = await Messages.DeliverAsync(new SmtpMessageOptions
        {
            From = "ops@example.com", To = ["bob@example.com"], Subject = text, TextBody = text, HtmlBody = $"<p>{text}", Encoding = Encoding.GetEncoding(wanted),
        });
        using var message = Parse(raw);
        Assert.Equal(text, message.Subject);
        Assert.Equal(text, message.TextBody);
        Assert.Equal($"<p>{text}", message.HtmlBody);
        Assert.All(message.BodyParts.OfType<TextPart>(), part => Assert.Equal(used, part.ContentType.Charset));
    }

    [Fact]
    public async Task The_transporters_encodings_are_those_of_4D()
    {
        var transporter = new SmtpTransporterOptions
        {
            Host = "127.0.0.1", Port = 1, BodyEncoding = Encoding.Latin1, HeaderEncoding = Encoding.GetEncoding("us-ascii"),
        };
        var raw = await Messages.DeliverAsync(
            new SmtpMessageOptions { From = "ops@example.com", To = ["bob@example.com"], Subject = "Grüße", TextBody = "Grüße" }, transporter);
        using var message = Parse(raw);
        Assert.Equal("iso-8859-1", message.BodyParts.OfType<TextPart>().Single().ContentType.Charset);
        Assert.StartsWith("=?utf-8?", Assert.Single(raw.Headers("Subject")), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(".\r\n..\r\n.x\r\n\r\n.\r\n")]
    [InlineData("a\nb\r\n.\nend")]
    [InlineData("")]
    [InlineData("From here\r\nFrom there\r\n")]
    public async Task Lines_of_the_body_arrive_as_they_were(string text)
    {
        using var message = Parse(await Messages.DeliverAsync(new SmtpMessageOptions { From = "ops@example.com", To = ["bob@example.com"], TextBody = text }));
        string wanted = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        Assert.Equal(wanted.TrimEnd('\n'), message.TextBody!.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n'));
    }

    [Fact]
    public async Task No_line_is_longer_than_SMTP_allows()
    {
        string text = new string('x', 5000) + "\r\n" + new string('ä', 5000);
        var raw = await Messages.DeliverAsync(new SmtpMessageOptions
        {
            From = "ops@example.com", To = ["bob@example.com"], Subject = new string('s', 3000), TextBody = text, HtmlBody = text,
        });
        Assert.All(raw.GetText().Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
        using var message = Parse(raw);
        Assert.Equal(text.ReplaceLineEndings("\n"), message.TextBody!.ReplaceLineEndings("\n").TrimEnd());
    }

    private static MimeMessage Parse(SmtpTestMessage message)
    {
        using var stream = new MemoryStream(message.GetBytes());
        return MimeMessage.Load(stream, TestContext.Current.CancellationToken);
    }
}
