using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SmtpLog.Contracts;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>Ready messages: their envelope, and their bytes.</summary>
public sealed class MessageFileTests : IDisposable
{
    private const string Signed =
        "From: a@example.com\r\nTo: b@example.com\r\nSubject:  odd   spacing\r\n\tand folding\r\nx-CASE: Kept\r\n"
        + "MIME-Version: 1.0\r\nContent-Type: multipart/signed; micalg=pgp-sha256;\r\n  protocol=\"application/pgp-signature\"; boundary=\"b1\"\r\n\r\n"
        + "preamble\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {0}\r\n\r\n{1}\r\n.\r\n..dots \r\n--b1\r\n"
        + "Content-Type: application/pgp-signature\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\niQ==\r\n-----END PGP SIGNATURE-----\r\n--b1--\r\nepilogue\r\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("From: a@x.test\nTo: B <b@x.test>, c@x.test\nCc: B@x.test\nBcc: d@x.test\n\nhi", "a@x.test", "b@x.test c@x.test d@x.test")]
    [InlineData("From: a@x.test\nSender: s@x.test\nTo: b@x.test\n\nhi", "s@x.test", "b@x.test")]
    [InlineData("From: a@x.test\nTo: b@x.test\nResent-From: r@x.test\nResent-To: t@x.test\nResent-Bcc: u@x.test\n\nhi", "r@x.test", "t@x.test u@x.test")]
    [InlineData("From: a@x.test\nTo: b@x.test\nResent-From: r@x.test\nResent-Sender: q@x.test\nResent-Cc: t@x.test\n\nhi", "q@x.test", "t@x.test")]
    [InlineData("From: a@x.test\nTo: Team: b@x.test, c@x.test;\n\nhi", "a@x.test", "b@x.test c@x.test")]
    public async Task The_envelope_comes_from_the_headers(string text, string sender, string recipients)
    {
        var message = await Messages.DeliverAsync(new SmtpMessageOptions { Path = Add(text) });
        Assert.Equal(sender, message.From);
        Assert.Equal(recipients, string.Join(" ", message.To));
        Assert.Empty(message.Headers("Bcc"));
        Assert.Empty(message.Headers("Resent-Bcc"));
    }

    [Fact]
    public async Task The_user_may_say_otherwise()
    {
        string path = Add("From: a@x.test\nTo: b@x.test\nBcc: secret@x.test\n\nhi");
        var message = await Messages.DeliverAsync(new SmtpMessageOptions { Path = path, From = "bounce@x.test", To = ["other@x.test"], Cc = ["more@x.test"] });
        Assert.Equal("bounce@x.test", message.From);
        Assert.Equal(["other@x.test", "more@x.test"], message.To);
        Assert.Equal("a@x.test", Assert.Single(message.Headers("From")));
        Assert.Equal("b@x.test", Assert.Single(message.Headers("To")));
        Assert.DoesNotContain("secret", message.GetText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Subject: x\nTo: b@x.test\n\nhi", SmtpErrorKind.InvalidAddress, "-From")]
    [InlineData("From: a@x.test\n\nhi", SmtpErrorKind.InvalidAddress, "-To")]
    [InlineData("From: a@x.test\nTo: undisclosed-recipients:;\n\nhi", SmtpErrorKind.InvalidAddress, "-To")]
    [InlineData("From: a\nTo: b@x.test\n\nhi", SmtpErrorKind.InvalidAddress, "'a'")]
    [InlineData("From: a@x.test\nTo: b@x.test, bob\n\nhi", SmtpErrorKind.InvalidAddress, "'bob'")]
    [InlineData("", SmtpErrorKind.AttachmentNotFound, "not a message")]
    public void Without_an_envelope_it_is_refused(string text, SmtpErrorKind kind, string words)
    {
        var failure = Messages.Refused(new SmtpMessageOptions { Path = Add(text) });
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(words, failure.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7bit", "plain")]
    [InlineData("8bit", "Größe")]
    [InlineData("quoted-printable", "Gr=C3=B6=C3=9Fe")]
    public async Task Every_byte_arrives_where_the_server_takes_8_bits(string encoding, string text)
    {
        string message = Fill(encoding, text);
        string path = _folder.Add("signed.eml", Encoding.UTF8.GetBytes(message));
        var got = await Messages.DeliverAsync(new SmtpMessageOptions { Path = path });
        Assert.Equal(message, got.GetText());
    }

    [Fact]
    public async Task Line_feeds_alone_become_the_line_ends_of_SMTP()
    {
        string message = Fill("7bit", "plain");
        string path = _folder.Add("unix.eml", Encoding.UTF8.GetBytes(message.Replace("\r\n", "\n", StringComparison.Ordinal)));
        Assert.Equal(message, (await Messages.DeliverAsync(new SmtpMessageOptions { Path = path })).GetText());
    }

    [Theory]
    [InlineData("7bit", "plain")]
    [InlineData("8bit", "Größe")]
    public async Task What_is_signed_is_not_touched_whatever_the_server_takes(string encoding, string text) =>
        Assert.Equal(Fill(encoding, text), await DeliverWithout8BitAsync(Fill(encoding, text)));

    [Fact]
    public async Task A_server_without_8BITMIME_gets_7_bits_of_the_rest()
    {
        string got = await DeliverWithout8BitAsync(
            "From: a@example.com\r\nTo: b@example.com\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGröße\r\n");
        Assert.All(got, c => Assert.InRange(c, '\0', '\u007F'));
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(got));
        using var parsed = await MimeKit.MimeMessage.LoadAsync(stream, TestContext.Current.CancellationToken);
        Assert.Equal("Größe", parsed.TextBody!.TrimEnd());
    }

    private async Task<string> DeliverWithout8BitAsync(string message)
    {
        string path = Add(message);
        await using var server = new ScriptedServer(new GoodServer().PlayAsync);
        using var sender = new Sender(new Setup(), server.Port);
        await sender.SucceedAsync(new SmtpMessageOptions { Path = path });
        await sender.CloseAsync();
        var lines = (await server.EndedAsync()).Lines;
        int start = lines.ToList().IndexOf("DATA") + 1;
        string got = string.Join("\r\n", lines.Skip(start).TakeWhile(line => line != ".").Select(line => line.StartsWith('.') ? line[1..] : line)) + "\r\n";
        return got;
    }

    private static string Fill(string encoding, string text) =>
        Signed.Replace("{0}", encoding, StringComparison.Ordinal).Replace("{1}", text, StringComparison.Ordinal);

    private string Add(string text) => _folder.Add("message.eml", Encoding.UTF8.GetBytes(text));
}
