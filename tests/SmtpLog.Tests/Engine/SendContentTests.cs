using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Text;
using MimeKit;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>What the parameters make of a message, as the server got it.</summary>
public sealed class SendContentTests : EngineTest
{
    private const string Envelope = "-From ops@example.com -To bob@example.com";

    private static readonly byte[] s_bytes = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))];

    private readonly SmtpTestServer _server;

    public SendContentTests() => _server = Serve("-Tls None");

    [Fact]
    public void Text_arrives_as_it_was_written()
    {
        const string Text = ".\n..\n.leading dots\nZoë — ½\n\nend\n";

        var message = Deliver(_server, $"{Envelope} -Subject $args[0] -Body $args[1]", "Größe ½", Text);

        Assert.Equal("Größe ½", message.Mime.Subject);
        Assert.Equal(Text, message.Mime.TextBody!.ReplaceLineEndings("\n"));
        Assert.IsType<TextPart>(message.Mime.Body);
        Assert.Equal("utf-8", message.Mime.Body.ContentType.Charset);
        Assert.Equal(1, Count(message.Header, "Date:"));
        Assert.Equal(1, Count(message.Header, "MIME-Version:"));
        Assert.Equal(1, Count(message.Header, "Message-Id:"));
    }

    [Theory]
    [InlineData("-BodyAsHtml -Body '<p>hi</p>'")]
    [InlineData("-HtmlBody '<p>hi</p>'")]
    public void Html_alone_is_one_part(string arguments)
    {
        var message = Deliver(_server, $"{Envelope} {arguments}");

        Assert.True(Assert.IsType<TextPart>(message.Mime.Body).IsHtml);
        Assert.Equal("<p>hi</p>", message.Mime.HtmlBody!.TrimEnd());
        Assert.Null(message.Mime.TextBody);
    }

    [Fact]
    public void Text_and_Html_are_alternatives_text_first()
    {
        var message = Deliver(_server, $"{Envelope} -Body 'hi' -HtmlBody '<p>hi</p>'");

        var parts = Assert.IsType<MultipartAlternative>(message.Mime.Body);
        Assert.Equal(["text/plain", "text/html"], parts.Select(part => part.ContentType.MimeType));
    }

    [Fact]
    public void Two_Html_bodies_are_refused() =>
        Run($"$t | Send-SmtpLoggedMessage {Envelope} -Body '<p>' -BodyAsHtml -HtmlBody '<p>'").Error("ConflictingBody", "Send-SmtpLoggedMessage");

    [Fact]
    public void A_message_needs_neither_subject_nor_body()
    {
        var message = Deliver(_server, Envelope);

        Assert.Equal(string.Empty, message.Mime.Subject ?? string.Empty);
        Assert.Equal(string.Empty, message.Mime.TextBody!.TrimEnd());
    }

    [Fact]
    public void Attachments_arrive_byte_by_byte_whatever_their_names()
    {
        WriteFile("report.bin", s_bytes);
        WriteFile("Übersicht, 2.txt", Encoding.UTF8.GetBytes(".\r\n.two\nlone\r"));
        WriteFile("empty.pdf", []);

        var message = Deliver(
            _server,
            $"{Envelope} -Body 'see' -Attachment $args",
            "report.bin",
            new FileInfo(InFolder("Übersicht, 2.txt")),
            InFolder("empty.pdf"));

        var parts = Assert.IsType<Multipart>(message.Mime.Body, exactMatch: false);
        Assert.Equal("multipart/mixed", parts.ContentType.MimeType);
        Assert.Equal("see", message.Mime.TextBody);
        var attachments = message.Mime.Attachments.Cast<MimePart>().ToList();
        Assert.Equal(["report.bin", "Übersicht, 2.txt", "empty.pdf"], attachments.Select(part => part.FileName));
        Assert.Equal(["application/octet-stream", "text/plain", "application/pdf"], attachments.Select(part => part.ContentType.MimeType));
        Assert.Equal([s_bytes, Encoding.UTF8.GetBytes(".\r\n.two\nlone\r"), []], attachments.Select(ReceivedMessage.Content));
    }

    [Fact]
    public void The_files_are_let_go_of_after_the_send()
    {
        string file = WriteFile("report.bin", s_bytes);
        Deliver(_server, $"{Envelope} -Attachment report.bin");

        using var exclusive = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(exclusive.CanWrite);
    }

    [Fact]
    public void Inline_images_stand_beside_the_Html_that_shows_them()
    {
        WriteFile("logo.png", s_bytes);
        WriteFile("report.bin", s_bytes);

        var message = Deliver(
            _server,
            $"{Envelope} -Body 'hi' -HtmlBody '<img src=\"cid:logo\">' -Attachment report.bin -InlineAttachment $args[0]",
            new Hashtable { ["logo"] = new FileInfo(InFolder("logo.png")) });

        var mixed = Assert.IsType<Multipart>(message.Mime.Body, exactMatch: false);
        var related = Assert.IsType<MultipartRelated>(mixed[0]);
        Assert.IsType<MultipartAlternative>(related[0]);
        var image = Assert.IsType<MimePart>(related[1]);
        Assert.Equal("logo", image.ContentId);
        Assert.Equal("image/png", image.ContentType.MimeType);
        Assert.False(image.IsAttachment);
        Assert.Equal(s_bytes, ReceivedMessage.Content(image));
        Assert.Equal("report.bin", Assert.Single(message.Mime.Attachments).ContentDisposition!.FileName);
    }

    [Fact]
    public void Headers_are_added_once_for_each_value()
    {
        var message = Deliver(
            _server,
            $"{Envelope} -Header $args[0]",
            new Hashtable { ["X-Job"] = "nightly", ["X-Tag"] = new object[] { "a", "b", 3 }, ["X-Name"] = "Größe", ["Date"] = "Mon, 02 Jan 2006 15:04:05 +0000" });

        Assert.Equal("nightly", message.Mime.Headers["X-Job"]);
        Assert.Equal(["a", "b", "3"], message.Mime.Headers.Where(header => header.Field == "X-Tag").Select(header => header.Value));
        Assert.Equal("Größe", message.Mime.Headers["X-Name"]);
        Assert.Equal(2006, message.Mime.Date.Year);
        Assert.Equal(1, Count(message.Header, "Date:"));
    }

    [Theory]
    [InlineData("High", "1", "urgent", "high")]
    [InlineData("Low", "5", "non-urgent", "low")]
    public void Priority_is_said_in_all_three_headers(string priority, string number, string word, string importance)
    {
        var message = Deliver(_server, $"{Envelope} -Priority {priority}");

        Assert.StartsWith(number, message.Mime.Headers["X-Priority"]);
        Assert.Equal(word, message.Mime.Headers["Priority"]);
        Assert.Equal(importance, message.Mime.Headers["Importance"]);
    }

    [Fact]
    public void A_normal_priority_is_not_mentioned() =>
        Assert.DoesNotContain("Priority", Deliver(_server, $"{Envelope} -Priority Normal").Header, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Ids_are_taken_with_and_without_angle_brackets()
    {
        var message = Deliver(_server, $"{Envelope} -MessageId '<own.id@example.com>' -InReplyTo first@example.com -References '<zero@example.com>', first@example.com");

        Assert.Equal("own.id@example.com", message.Mime.MessageId);
        Assert.Equal("own.id@example.com", message.Result.MessageId);
        Assert.Equal("first@example.com", message.Mime.InReplyTo);
        Assert.Equal(["zero@example.com", "first@example.com"], message.Mime.References);
    }

    [Fact]
    public void A_message_gets_an_id_of_its_own()
    {
        var first = Deliver(_server, Envelope);
        var second = Deliver(_server, Envelope);

        Assert.EndsWith("@example.com", first.Result.MessageId);
        Assert.Equal(first.Mime.MessageId, first.Result.MessageId);
        Assert.NotEqual(first.Result.MessageId, second.Result.MessageId);
    }

    [Theory]
    [InlineData("iso-8859-1", "Größe", "iso-8859-1")]
    [InlineData("28591", "Größe", "iso-8859-1")]
    [InlineData("utf8", "Größe", "utf-8")]
    [InlineData("ascii", "plain", "us-ascii")]
    [InlineData("ascii", "Größe", "utf-8")]
    [InlineData("iso-8859-1", "Größe €", "utf-8")]
    public void An_encoding_is_used_where_it_loses_nothing(string encoding, string text, string used)
    {
        var message = Deliver(_server, $"{Envelope} -Subject $args[0] -Body $args[0] -Encoding $args[1]", text, encoding);

        Assert.Equal(text, message.Mime.Subject);
        Assert.Equal(text, message.Mime.TextBody!.TrimEnd());
        Assert.Equal(used, message.Mime.Body!.ContentType.Charset);
    }

    [Fact]
    public void The_charsets_of_4D_hold_for_the_messages_of_the_transporter()
    {
        Run("$global:t = $server | New-SmtpTransporter -BodyCharset iso-8859-1 -HeaderCharset iso-8859-15");

        var message = Deliver(_server, $"{Envelope} -Subject $args[0] -Body $args[0]", "Größe");

        Assert.Equal("iso-8859-1", message.Mime.Body!.ContentType.Charset);
        Assert.Contains("Subject: =?iso-8859-15?", message.Header);
    }

    [Fact]
    public void A_ready_message_goes_out_as_it_is()
    {
        const string Text = "From: Ops <ops@example.com>\r\nTo: bob@example.com\r\nCc: carol@example.com\r\nBcc: dave@example.com\r\n"
            + "Subject: =?utf-8?q?Gr=C3=B6=C3=9Fe?=\r\nDate: Mon, 02 Jan 2006 15:04:05 +0000\r\nMessage-Id: <a@example.com>\r\n"
            + "X-Odd:   spaces  kept\r\n\r\n.dot\r\n..two\r\nend\r\n";
        WriteFile("ready.eml", Encoding.ASCII.GetBytes(Text));

        var message = Deliver(_server, "-Path ready.eml");

        Assert.Equal("ops@example.com", message.Taken.From);
        Assert.Equal(["bob@example.com", "carol@example.com", "dave@example.com"], message.Taken.To);
        Assert.Equal(Text.Replace("Bcc: dave@example.com\r\n", string.Empty), message.Text);
        Assert.Equal("a@example.com", message.Result.MessageId);
    }

    [Fact]
    public void The_envelope_of_a_ready_message_can_be_given()
    {
        WriteFile("ready.eml", "From: a@example.com\r\nTo: b@example.com\r\n\r\nhi\r\n"u8.ToArray());

        var message = Deliver(_server, "-Path ready.eml -From bounce@example.com -To c@example.com");

        Assert.Equal("bounce@example.com", message.Taken.From);
        Assert.Equal(["c@example.com"], message.Taken.To);
        Assert.Equal("a@example.com", message.Mime.From.Mailboxes.Single().Address);
    }

    [Fact]
    public void Files_from_the_pipeline_are_ready_messages()
    {
        foreach (string name in new[] { "1.eml", "2 [x].eml" })
        {
            WriteFile(name, Encoding.ASCII.GetBytes($"From: a@example.com\r\nTo: b@example.com\r\nSubject: {name}\r\n\r\nhi\r\n"));
        }

        Session.Set("files", new[] { new FileInfo(InFolder("1.eml")), new FileInfo(InFolder("2 [x].eml")) });

        var results = Run("$files | Send-SmtpLoggedMessage -Transporter $t").All<SmtpSendResult>();

        Assert.Equal([true, true], results.Select(result => result.Success));
        Assert.Equal(["1.eml", "2 [x].eml"], _server.Messages.Select(message => MimeMessage.Load(new MemoryStream(message.GetBytes())).Subject));
    }

    private static int Count(string header, string name) =>
        header.Split("\r\n").Count(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
