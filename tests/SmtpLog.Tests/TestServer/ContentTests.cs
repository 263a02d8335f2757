using System;
using System.Text;
using System.Threading.Tasks;
using SmtpLog.TestServer;
using SmtpLog.TestServer.Content;
using Xunit;

namespace SmtpLog.Tests.TestServer;

public class ContentTests
{
    [Theory]
    [InlineData(".\r\n", "")]
    [InlineData("a\r\n.\r\n", "a\r\n")]
    [InlineData("..\r\n.\r\n", ".\r\n")]
    [InlineData("...a\r\n.\r\n", "..a\r\n")]
    [InlineData(".a\r\n.\r\n", "a\r\n")]
    [InlineData("a.\r\n.\r\n", "a.\r\n")]
    [InlineData("\r\n\r\n.\r\n", "\r\n\r\n")]
    [InlineData("a\n.\nb\r\n.\r\n", "a\n.\nb\r\n")]
    [InlineData("a\n.\r\nb\r\n.\r\n", "a\n.\r\nb\r\n")]
    [InlineData("a\r.\rb\r\n.\r\n", "a\r.\rb\r\n")]
    [InlineData("a\r\n.\rb\r\n.\r\n", "a\r\n\rb\r\n")]
    [InlineData("a\r\n.\r\r\n.\r\n", "a\r\n\r\r\n")]
    [InlineData("a\r\r\n.\r\n", "a\r\r\n")]
    public void Dots_are_unstuffed_and_only_CRLF_dot_CRLF_ends_the_message(string wire, string message)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(wire + "NOOP\r\n");
        for (int split = 1; split <= bytes.Length; split++)
        {
            var unstuffer = new DotUnstuffer();
            var content = new MessageContent();
            int taken = 0;
            while (!unstuffer.IsComplete)
            {
                taken += unstuffer.Take(bytes.AsSpan(taken, Math.Min(split, bytes.Length - taken)), content);
            }

            Assert.Equal(message, Encoding.ASCII.GetString(content.ToArray()));
            Assert.Equal(wire.Length, taken);
        }
    }

    [Fact]
    public async Task Every_byte_arrives_as_sent()
    {
        var message = new byte[200_000];
        new Random(20261124).NextBytes(message);
        for (int i = 0; i < message.Length; i++)
        {
            // No line may begin with a dot here: stuffing is another test's.
            message[i] = message[i] == (byte)'.' ? (byte)',' : message[i];
        }

        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync("MAIL FROM:<>", "250 ");
        await client.ExpectAsync("RCPT TO:<b@example.com>", "250 ");
        await client.ExpectAsync("DATA", "354 ");
        await client.SendAsync(message);
        await client.ExpectAsync("\r\n.", "250 ");
        Assert.Equal([.. message, (byte)'\r', (byte)'\n'], Assert.Single(server.Messages).GetBytes());
    }

    [Fact]
    public async Task Chunks_are_joined_and_no_dot_means_anything_in_them()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync("MAIL FROM:<a@example.com>", "250 ");
        await client.ExpectAsync("RCPT TO:<b@example.com>", "250 ");
        await client.SendAsync("BDAT 9\r\na\r\n.\r\n..b");
        Assert.Equal("250 2.0.0 9 octets received", await client.ReadAsync());
        await client.ExpectAsync("RCPT TO:<c@example.com>", "503 5.5.1 ");
        await client.ExpectAsync("DATA", "503 5.5.1 ");
        await client.ExpectAsync("BDAT 0", "250 2.0.0 0 octets received");
        await client.SendAsync("bdat 3 last\r\nend");
        string reply = await client.ReadAsync();
        SmtpTestMessage message = Assert.Single(server.Messages);
        Assert.Equal("a\r\n.\r\n..bend", message.GetText());
        Assert.Equal($"250 2.0.0 Ok: queued as {message.QueueId}", reply);
    }

    [Fact]
    public async Task A_refused_chunk_is_read_all_the_same()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.SendAsync("BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n");
        Assert.StartsWith("503 5.5.1 ", await client.ReadAsync());
        Assert.StartsWith("250 2.0.0 Ok", await client.ReadAsync());
        foreach (string argument in new[] { "", "x", "-1", "1 FIRST", "1 LAST x", "99999999999999999999" })
        {
            await client.ExpectAsync($"BDAT {argument}", "501 5.5.4 ");
        }
    }

    [Fact]
    public async Task A_message_above_the_limit_is_read_refused_and_not_kept()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        var megabyte = new byte[1024 * 1024];
        Array.Fill(megabyte, (byte)'x');
        await client.ExpectAsync("MAIL FROM:<>", "250 ");
        await client.ExpectAsync("RCPT TO:<b@example.com>", "250 ");
        await client.ExpectAsync("DATA", "354 ");
        for (int sent = 0; sent <= MessageContent.MaximumSize; sent += megabyte.Length)
        {
            await client.SendAsync(megabyte);
        }

        await client.ExpectAsync("\r\n.", "552 5.3.4 ");
        await client.ExpectAsync("MAIL FROM:<>", "250 ");
        await client.ExpectAsync("RCPT TO:<b@example.com>", "250 ");
        await client.SendAsync($"BDAT {MessageContent.MaximumSize + 1}\r\n");
        for (int left = MessageContent.MaximumSize + 1; left > 0; left -= megabyte.Length)
        {
            await client.SendAsync(megabyte[..Math.Min(left, megabyte.Length)]);
        }

        Assert.StartsWith("552 5.3.4 ", await client.ReadAsync());
        await client.ExpectAsync("BDAT 1 LAST\r\nxNOOP", "503 5.5.1 ");
        Assert.StartsWith("250 ", await client.ReadAsync());
        Assert.Empty(server.Messages);
    }

    [Fact]
    public void Content_takes_exactly_as_much_as_is_allowed()
    {
        var content = new MessageContent();
        content.Append(new byte[MessageContent.MaximumSize]);
        Assert.False(content.IsTooLarge);
        Assert.Equal(MessageContent.MaximumSize, content.ToArray().Length);
        content.Append([1]);
        Assert.True(content.IsTooLarge);
        content.Append([1]);
        Assert.Empty(content.ToArray());
    }

    [Fact]
    public async Task A_message_that_is_cut_off_is_not_kept()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using (RawClient client = await RawClient.GreetAsync(server))
        {
            await client.ExpectAsync("MAIL FROM:<>", "250 ");
            await client.ExpectAsync("RCPT TO:<b@example.com>", "250 ");
            await client.ExpectAsync("DATA", "354 ");
            await client.SendAsync("half a mess");
        }

        server.Dispose();
        Assert.Empty(server.Messages);
    }
}
