using System.Threading.Tasks;
using SmtpLog.TestServer;
using Xunit;

namespace SmtpLog.Tests.TestServer;

public class EnvelopeTests
{
    [Theory]
    [InlineData("<>", "")]
    [InlineData("<a@example.com>", "a@example.com")]
    [InlineData(" <a@example.com>", "a@example.com")]
    [InlineData("<first.last+tag@sub.example.com>", "first.last+tag@sub.example.com")]
    [InlineData("<!#$%&'*+-/=?^_`{|}~@example.com>", "!#$%&'*+-/=?^_`{|}~@example.com")]
    [InlineData("<\"a b\"@example.com>", "\"a b\"@example.com")]
    [InlineData("<\"a\\\"> b@\"@example.com>", "\"a\\\"> b@\"@example.com")]
    [InlineData("<a@[192.0.2.1]>", "a@[192.0.2.1]")]
    [InlineData("<a@[IPv6:2001:db8::1]>", "a@[IPv6:2001:db8::1]")]
    [InlineData("<@one.example,@two.example:a@example.com>", "a@example.com")]
    public async Task A_sender_is_read_as_RFC_5321_writes_it(string path, string address)
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync($"MAIL FROM:{path}", "250 2.1.0 Ok");
        await client.ExpectAsync("RCPT TO:<PostMaster>", "250 2.1.5 Ok");
        await client.ExpectAsync("BDAT 0 LAST", "250 2.0.0 ");
        SmtpTestMessage message = Assert.Single(server.Messages);
        Assert.Equal(address, message.From);
        Assert.Equal(["PostMaster"], message.To);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a@example.com")]
    [InlineData("Name <a@example.com>")]
    [InlineData("<Name <a@example.com>>")]
    [InlineData("<a@example.com")]
    [InlineData("<a@example.com>x")]
    [InlineData("<a>")]
    [InlineData("<@example.com>")]
    [InlineData("<a@>")]
    [InlineData("<a b@example.com>")]
    [InlineData("<a@exa mple.com>")]
    [InlineData("<a..b@example.com>")]
    [InlineData("<.a@example.com>")]
    [InlineData("<a@-example.com>")]
    [InlineData("<a@example..com>")]
    [InlineData("<a@[]>")]
    [InlineData("<\"a@example.com>")]
    [InlineData("<\"a\\")]
    [InlineData("<@one.example>")]
    [InlineData("<@one.example:>")]
    public async Task What_is_no_address_is_refused_for_sender_and_recipient(string path)
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync($"MAIL FROM:{path}", "501 5.1.7 ");
        await client.ExpectAsync("MAIL FROM:<a@example.com>", "250 ");
        await client.ExpectAsync($"RCPT TO:{path}", "501 5.1.3 ");
        await client.ExpectAsync("RCPT TO:<>", "501 5.1.3 ");
        await client.ExpectAsync("DATA", "503 5.5.1 ");
    }

    [Theory]
    [InlineData("MAIL", "501 5.5.4 ")]
    [InlineData("MAIL TO:<a@example.com>", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@example.com> SIZE", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@example.com> SIZE=", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@example.com> SIZE=1k", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@example.com> SIZE=1 SIZE=1", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@example.com> SIZE=35882577", "250 2.1.0 ")]
    [InlineData("MAIL FROM:<a@example.com> SIZE=35882578", "552 5.3.4 ")]
    [InlineData("MAIL FROM:<a@example.com> SIZE=99999999999999999999", "552 5.3.4 ")]
    [InlineData("MAIL FROM:<a@example.com> BODY=8bitmime", "250 2.1.0 ")]
    [InlineData("MAIL FROM:<a@example.com> BODY=BINARYMIME", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@example.com> SMTPUTF8=yes", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@example.com> RET=SOME", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@example.com> ENVID=a+2Bb", "250 2.1.0 ")]
    [InlineData("MAIL FROM:<a@example.com> ENVID=a+2bb", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@example.com> ENVID=a+", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@example.com> AUTH=<>", "250 2.1.0 ")]
    [InlineData("MAIL FROM:<a@example.com> AUTH=b@example.com", "250 2.1.0 ")]
    [InlineData("MAIL FROM:<a@example.com> -X=1", "501 5.5.4 ")]
    [InlineData("MAIL FROM:<a@example.com> COLOUR=red", "555 5.5.4 ")]
    [InlineData("MAIL FROM:<ä@example.com>", "553 5.6.7 ")]
    [InlineData("MAIL FROM:<a@bücher.example>", "553 5.6.7 ")]
    [InlineData("MAIL FROM:<ä@bücher.example> SMTPUTF8", "250 2.1.0 ")]
    public async Task Sender_parameters_are_checked(string command, string reply)
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync(command, reply);
    }

    [Theory]
    [InlineData("RCPT <b@example.com>", "501 5.5.4 ")]
    [InlineData("RCPT TO:<b@example.com> NOTIFY=NEVER", "250 2.1.5 ")]
    [InlineData("RCPT TO:<b@example.com> notify=success,delay,FAILURE", "250 2.1.5 ")]
    [InlineData("RCPT TO:<b@example.com> NOTIFY=NEVER,SUCCESS", "501 5.5.4 ")]
    [InlineData("RCPT TO:<b@example.com> NOTIFY=SOON", "501 5.5.4 ")]
    [InlineData("RCPT TO:<b@example.com> NOTIFY", "501 5.5.4 ")]
    [InlineData("RCPT TO:<b@example.com> ORCPT=rfc822;b+2B1@example.com", "250 2.1.5 ")]
    [InlineData("RCPT TO:<b@example.com> ORCPT=b@example.com", "501 5.5.4 ")]
    [InlineData("RCPT TO:<b@example.com> ORCPT=rfc822;", "501 5.5.4 ")]
    [InlineData("RCPT TO:<b@example.com> SIZE=1", "555 5.5.4 ")]
    [InlineData("RCPT TO:<ö@example.com>", "553 5.6.7 ")]
    public async Task Recipient_parameters_are_checked(string command, string reply)
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync("MAIL FROM:<>", "250 ");
        await client.ExpectAsync(command, reply);
    }

    [Fact]
    public async Task Parameters_are_kept_as_sent()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync("mail from:<a@example.com> Size=2 ret=HDRS ENVID=QQ314159", "250 ");
        await client.ExpectAsync("rcpt to:<b@example.com>", "250 ");
        await client.ExpectAsync("RCPT TO:<c@example.com>  NOTIFY=SUCCESS,DELAY ORCPT=rfc822;c@example.com ", "250 ");
        await client.ExpectAsync("BDAT 2 LAST\r\nx", "250 ");
        SmtpTestMessage message = Assert.Single(server.Messages);
        Assert.Equal("Size=2 ret=HDRS ENVID=QQ314159", message.MailParameters);
        Assert.Equal(["b@example.com", "c@example.com"], message.To);
        Assert.Equal(["", "NOTIFY=SUCCESS,DELAY ORCPT=rfc822;c@example.com"], message.RecipientParameters);
    }

    [Fact]
    public async Task Internationalised_addresses_are_taken_with_SMTPUTF8()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync("MAIL FROM:<δοκιμή@παράδειγμα.δοκιμή> SMTPUTF8", "250 ");
        await client.ExpectAsync("RCPT TO:<用户@例子.广告> ORCPT=utf-8;用户@例子.广告", "250 ");
        await client.ExpectAsync("BDAT 0 LAST", "250 ");
        SmtpTestMessage message = Assert.Single(server.Messages);
        Assert.Equal("δοκιμή@παράδειγμα.δοκιμή", message.From);
        Assert.Equal(["用户@例子.广告"], message.To);
    }

    [Fact]
    public async Task A_thousand_recipients_are_enough()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync("MAIL FROM:<>", "250 ");
        for (int i = 0; i < 1000; i++)
        {
            await client.ExpectAsync($"RCPT TO:<r{i}@example.com>", "250 2.1.5 ");
        }

        await client.ExpectAsync("RCPT TO:<more@example.com>", "452 4.5.3 ");
        await client.ExpectAsync("BDAT 0 LAST", "250 ");
        Assert.Equal(1000, Assert.Single(server.Messages).To.Count);
    }
}
