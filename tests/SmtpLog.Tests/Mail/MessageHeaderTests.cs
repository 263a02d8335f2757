using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Mail;
using System.Threading.Tasks;
using SmtpLog.Contracts;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>The headers of a message, and what may not become one.</summary>
public sealed class MessageHeaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_has_to_be_there_is_there_once()
    {
        string file = _folder.Add("a.txt", [1]);
        var message = await Messages.DeliverAsync(new SmtpMessageOptions
        {
            From = "ops@example.com", To = ["bob@example.com"], Subject = "Try", TextBody = "a", HtmlBody = "b", Attachments = [file],
        });
        foreach (string name in new[] { "Date", "MIME-Version", "Message-Id", "From", "To", "Subject", "Content-Type" })
        {
            Assert.Single(message.Headers(name));
        }

        foreach (string name in new[] { "Cc", "Bcc", "Reply-To", "Sender", "In-Reply-To", "References", "X-Priority", "Importance", "Priority" })
        {
            Assert.Empty(message.Headers(name));
        }

        Assert.EndsWith("@example.com>", message.Headers("Message-Id")[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailPriority.Normal, null, null, null)]
    [InlineData(MailPriority.High, "1 (Highest)", "high", "urgent")]
    [InlineData(MailPriority.Low, "5 (Lowest)", "low", "non-urgent")]
    public async Task A_priority_is_said_in_all_three_ways(MailPriority priority, string? x, string? importance, string? plain)
    {
        var message = await Messages.DeliverAsync(With(priority: priority));
        Assert.Equal(x, message.Headers("X-Priority").SingleOrDefault());
        Assert.Equal(importance, message.Headers("Importance").SingleOrDefault());
        Assert.Equal(plain, message.Headers("Priority").SingleOrDefault());
    }

    [Theory]
    [InlineData("id@x.test")]
    [InlineData("<id@x.test>")]
    [InlineData("  <id@x.test> ")]
    public async Task Ids_have_their_brackets(string id)
    {
        var message = await Messages.DeliverAsync(new SmtpMessageOptions
        {
            From = "ops@example.com", To = ["bob@example.com"], MessageId = id, InReplyTo = id, References = [id, "<other@x.test>"],
        });
        Assert.Equal("<id@x.test>", Assert.Single(message.Headers("Message-Id")));
        Assert.Equal("<id@x.test>", Assert.Single(message.Headers("In-Reply-To")));
        Assert.Equal("<id@x.test> <other@x.test>", Assert.Single(message.Headers("References")));
    }

    [Fact]
    public async Task Own_headers_are_added_and_a_date_replaces()
    {
        var message = await Messages.DeliverAsync(With(
            Messages.Pair("X-Job", "nightly"),
            Messages.Pair("X-Job", "again"),
            Messages.Pair("X-Name", "Größe"),
            Messages.Pair("X-Empty", string.Empty),
            Messages.Pair("List-Unsubscribe", "<mailto:a@x.test>, <https://x.test/?a=1>"),
            Messages.Pair("Date", "Mon, 02 Mar 2026 10:00:00 +0100")));
        Assert.Equal(["nightly", "again"], message.Headers("X-Job"));
        Assert.Equal("=?utf-8?b?R3LDtsOfZQ==?=", Assert.Single(message.Headers("X-Name")), ignoreCase: true);
        Assert.Equal(string.Empty, Assert.Single(message.Headers("X-Empty")));
        Assert.Equal("<mailto:a@x.test>, <https://x.test/?a=1>", Assert.Single(message.Headers("List-Unsubscribe")));
        Assert.Equal("Mon, 02 Mar 2026 10:00:00 +0100", Assert.Single(message.Headers("Date")));
    }

    [Theory]
    [InlineData("Bcc")]
    [InlineData("bCC")]
    [InlineData("Resent-Bcc")]
    [InlineData("From")]
    [InlineData("Subject")]
    [InlineData("Message-ID")]
    [InlineData("MIME-Version")]
    [InlineData("Content-Type")]
    [InlineData("")]
    [InlineData("X Job")]
    [InlineData("X:Job")]
    [InlineData("X-Jöb")]
    [InlineData("X\r\nBcc")]
    public void A_header_of_the_modules_own_or_with_no_name_is_refused(string name) =>
        Assert.Equal(SmtpErrorKind.InvalidAddress, Messages.Refused(With(Messages.Pair(name, "evil@x.test"))).Kind);

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\0")]
    public void A_line_break_is_refused_in_every_value(string end)
    {
        string evil = $"a{end}Bcc: evil@x.test";
        string file = _folder.Add("a.txt", [1]);
        SmtpMessageOptions[] all =
        [
            new() { From = "ops@example.com", To = ["bob@example.com"], Subject = evil },
            new() { From = "ops@example.com", To = ["bob@example.com"], MessageId = evil },
            new() { From = "ops@example.com", To = ["bob@example.com"], InReplyTo = evil },
            new() { From = "ops@example.com", To = ["bob@example.com"], References = [evil] },
            new() { From = "ops@example.com", To = ["bob@example.com"], InlineAttachments = [Messages.Pair(evil, file)] },
            new() { From = "ops@example.com", To = ["bob@example.com"], InlineAttachments = [Messages.Pair("id", $"/tmp/{evil}")] },
            new() { From = "ops@example.com", To = ["bob@example.com"], Attachments = [$"/tmp/{evil}"] },
            With(Messages.Pair("X-Job", evil)),
            With(Messages.Pair("Date", evil)),
        ];
        foreach (var options in all)
        {
            var failure = Messages.Refused(options);
            Assert.Equal(SmtpErrorKind.InvalidAddress, failure.Kind);
            Assert.DoesNotContain(end, failure.Sentence, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("lo go")]
    [InlineData("lo>go")]
    public void A_content_id_that_is_none_is_refused(string id)
    {
        string file = _folder.Add("a.txt", [1]);
        var options = new SmtpMessageOptions { From = "ops@example.com", To = ["bob@example.com"], InlineAttachments = [Messages.Pair(id, file)] };
        Assert.Equal(SmtpErrorKind.InvalidAddress, Messages.Refused(options).Kind);
    }

    [Fact]
    public async Task What_is_refused_before_the_connection_opens_nothing()
    {
        using var sender = new Sender(new Setup(), 1);
        var result = await sender.SendAsync(new SmtpMessageOptions { From = "ops@example.com", To = ["bob"] });
        Assert.Equal(SmtpErrorKind.InvalidAddress, result.ErrorKind);
        Assert.Null(result.FailedStage);
        Assert.Null(result.SessionId);
        Assert.NotNull(result.Diagnosis!.Advice);
        Assert.Empty(result.Transcript);
        Assert.Empty(await sender.CloseAsync());
    }

    private static SmtpMessageOptions With(params KeyValuePair<string, string>[] headers) => new()
    {
        From = "ops@example.com", To = ["bob@example.com"], Headers = headers,
    };

    private static SmtpMessageOptions With(MailPriority priority) => new()
    {
        From = "ops@example.com", To = ["bob@example.com"], Priority = priority,
    };
}
