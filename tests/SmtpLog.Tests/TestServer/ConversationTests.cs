using System.Text;
using System.Threading.Tasks;
using SmtpLog.TestServer;
using Xunit;

namespace SmtpLog.Tests.TestServer;

public class ConversationTests
{
    [Fact]
    public async Task Ehlo_lists_the_extensions()
    {
        using SmtpTestServerEngine server = Servers.Start(SmtpTls.StartTls);
        using RawClient client = await RawClient.ConnectAsync(server);
        Assert.Equal(
            "250-localhost Hello [192.0.2.1]\n250-PIPELINING\n250-SIZE 35882577\n250-8BITMIME\n250-SMTPUTF8\n250-CHUNKING\n"
            + "250-DSN\n250-ENHANCEDSTATUSCODES\n250-STARTTLS\n250-AUTH CRAM-MD5 PLAIN LOGIN XOAUTH2\n250 HELP",
            await client.AskAsync("EHLO [192.0.2.1]"));
        Assert.Equal("250 localhost Hello me", await client.AskAsync("helo me"));
    }

    [Theory]
    [InlineData("NOOP", "250 2.0.0 Ok")]
    [InlineData("NOOP whatever", "250 2.0.0 Ok")]
    [InlineData("VRFY bob", "252 2.0.0 ")]
    [InlineData("VRFY", "501 5.5.4 ")]
    [InlineData("EXPN list", "502 5.5.1 ")]
    [InlineData("HELP", "214 2.0.0 ")]
    [InlineData("RSET", "250 2.0.0 ")]
    [InlineData("RSET now", "501 5.5.4 ")]
    [InlineData("QUIT now", "501 5.5.4 ")]
    [InlineData("EHLO", "501 5.5.4 ")]
    [InlineData("HELO", "501 5.5.4 ")]
    [InlineData("EHLO a b", "501 5.5.4 ")]
    [InlineData("EHLO bücher.example", "501 5.5.4 ")]
    [InlineData("FETCH", "500 5.5.1 ")]
    [InlineData("GET / HTTP/1.1", "500 5.5.1 ")]
    [InlineData("", "500 5.5.2 ")]
    [InlineData(" NOOP", "500 5.5.2 ")]
    [InlineData("NO\tOP", "500 5.5.2 ")]
    [InlineData("NOOP \0", "500 5.5.2 ")]
    [InlineData("{}", "500 5.5.2 ")]
    [InlineData("STARTTLS", "502 5.5.1 ")]
    [InlineData("MAIL FROM:<>", "503 5.5.1 ")]
    [InlineData("RCPT TO:<bob@example.com>", "503 5.5.1 ")]
    [InlineData("DATA", "503 5.5.1 ")]
    public async Task Each_command_gets_its_reply_and_the_conversation_goes_on(string command, string reply)
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.ConnectAsync(server);
        await client.ExpectAsync(command, reply);
        await client.ExpectAsync("NOOP", "250 ");
    }

    [Fact]
    public async Task Quit_says_goodbye_and_closes()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync("quit", "221 2.0.0 ");
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task Only_CRLF_ends_a_command()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.SendAsync("NOOP\n");
        Assert.StartsWith("500 5.5.2 ", await client.ReadAsync());
        await client.SendAsync("NOOP\rNOOP\r\n");
        Assert.StartsWith("500 5.5.2 ", await client.ReadAsync());
        await client.SendAsync([(byte)'N', 0xFF, (byte)'\r', (byte)'\n']);
        Assert.StartsWith("500 5.5.2 ", await client.ReadAsync());
        await client.ExpectAsync("NOOP", "250 ");
    }

    [Theory]
    [InlineData(4090, "250 ")]
    [InlineData(4091, "500 5.5.6 ")]
    [InlineData(12290, "500 5.5.6 ")]
    [InlineData(100_000, "500 5.5.6 ")]
    public async Task A_long_line_is_refused_whole(int length, string reply)
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync("NOOP" + new string(' ', length - 1) + "x", reply);
        await client.ExpectAsync("NOOP", "250 ");
    }

    [Fact]
    public async Task A_slow_client_is_understood_byte_by_byte()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.ConnectAsync(server);
        const string Session = "EHLO x\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\nHi\r\n..\r\n.\r\nQUIT\r\n";
        foreach (byte b in Encoding.ASCII.GetBytes(Session))
        {
            await client.SendAsync([b]);
        }

        foreach (string reply in new[] { "250-", "250 2.1.0 ", "250 2.1.5 ", "354 ", "250 2.0.0 Ok: queued as ", "221 " })
        {
            Assert.StartsWith(reply, await client.ReadAsync());
        }

        Assert.Equal("Hi\r\n.\r\n", Assert.Single(server.Messages).GetText());
    }

    [Fact]
    public async Task Pipelined_commands_are_answered_in_order()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.SendAsync(
            "MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nRCPT TO:nobody\r\nRCPT TO:<c@example.com>\r\nDATA\r\n"
            + "Subject: 1\r\n\r\none\r\n.\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<d@example.com>\r\nBDAT 5 LAST\r\ntwo\r\n"
            + "NOOP\r\nQUIT\r\n");
        foreach (string reply in new[]
        {
            "250 2.1.0 ", "250 2.1.5 ", "501 5.1.3 ", "250 2.1.5 ", "354 ", "250 2.0.0 Ok: queued as ",
            "250 2.1.0 ", "250 2.1.5 ", "250 2.0.0 Ok: queued as ", "250 2.0.0 Ok", "221 ",
        })
        {
            Assert.StartsWith(reply, await client.ReadAsync());
        }

        await client.ExpectEndAsync();
        Assert.Collection(
            server.Messages,
            first => Assert.Equal(["b@example.com", "c@example.com"], first.To),
            second => Assert.Equal("two\r\n", second.GetText()));
    }

    [Fact]
    public async Task Ehlo_ends_a_transaction()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync("MAIL FROM:<>", "250 ");
        await client.ExpectAsync("MAIL FROM:<>", "503 5.5.1 ");
        await client.ExpectAsync("EHLO again", "250-");
        await client.ExpectAsync("RCPT TO:<b@example.com>", "503 5.5.1 ");
        await client.ExpectAsync("MAIL FROM:<>", "250 ");
        await client.ExpectAsync("DATA", "503 5.5.1 ");
    }
}
