using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Contracts;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>Addresses as people write them, and the envelope that comes of them.</summary>
public class MessageAddressTests
{
    [Theory]
    [InlineData("a@x.test", "|a@x.test")]
    [InlineData(" <a@x.test> ", "|a@x.test")]
    [InlineData("Ann <a@x.test>", "Ann|a@x.test")]
    [InlineData("\"Ann\" <a@x.test>", "Ann|a@x.test")]
    [InlineData("a@x.test, b@x.test", "|a@x.test", "|b@x.test")]
    [InlineData("a@x.test; b@x.test;", "|a@x.test", "|b@x.test")]
    [InlineData("Ann <a@x.test>;Bob <b@x.test>", "Ann|a@x.test", "Bob|b@x.test")]
    [InlineData("\"Doe, Ann\" <a@x.test>, b@x.test", "Doe, Ann|a@x.test", "|b@x.test")]
    [InlineData("\"Doe; Ann\" <a@x.test>; b@x.test", "Doe; Ann|a@x.test", "|b@x.test")]
    [InlineData("Doe, Ann <a@x.test>", "Doe, Ann|a@x.test")]
    [InlineData("\"Sales: North\" <a@x.test>; b@x.test", "Sales: North|a@x.test", "|b@x.test")]
    [InlineData("Team: a@x.test, Bob <b@x.test>;", "|a@x.test", "Bob|b@x.test")]
    [InlineData("Team: a@x.test; b@x.test; c@x.test", "|a@x.test", "|b@x.test", "|c@x.test")]
    [InlineData("a@[IPv6:::1]; b@x.test", "|a@[IPv6:::1]", "|b@x.test")]
    [InlineData("a@x.test b@x.test", "|a@x.test", "|b@x.test")]
    [InlineData("Jürgen Müller <j@x.test>", "Jürgen Müller|j@x.test")]
    [InlineData("\"O'Neil \\\"Q\\\"\" <o@x.test>", "O'Neil \"Q\"|o@x.test")]
    [InlineData("a@bücher.example", "|a@bücher.example")]
    [InlineData("jürgen@x.test", "|jürgen@x.test")]
    [InlineData("\"a b\"@x.test", "|\"a b\"@x.test")]
    [InlineData("a+tag@x.test", "|a+tag@x.test")]
    [InlineData("a@[127.0.0.1]", "|a@[127.0.0.1]")]
    public void An_address_is_read(string text, params string[] wanted)
    {
        using var built = Messages.Build(new SmtpMessageOptions { From = "ops@example.com", To = [text] });
        Assert.Equal(wanted, built.Message.To.Mailboxes.Select(mailbox => $"{mailbox.Name}|{mailbox.Address}"));
        Assert.Equal(wanted.Select(pair => pair.Split('|')[1]), built.Recipients.Select(mailbox => mailbox.Address));
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("bob@")]
    [InlineData("@x.test")]
    [InlineData("Bob <bob>")]
    [InlineData("Bob <>")]
    [InlineData("a b@x.test")]
    [InlineData("a@x.test,,bob")]
    [InlineData("a@x y.test")]
    [InlineData("a@@x.test")]
    [InlineData("<a@x.test> SIZE=1")]
    [InlineData("a@x.test\r\nRCPT TO:<evil@x.test>")]
    [InlineData("Ann\nBcc: evil@x.test <a@x.test>")]
    [InlineData("\"Ann\r\" <a@x.test>")]
    [InlineData("a\0@x.test")]
    public void What_is_no_address_is_InvalidAddress_wherever_it_stands(string text)
    {
        string[] bob = ["bob@example.com"];
        foreach (var options in new[]
        {
            new SmtpMessageOptions { From = text, To = bob },
            new SmtpMessageOptions { From = "ops@example.com", Sender = text, To = bob },
            new SmtpMessageOptions { From = "ops@example.com", To = [text] },
            new SmtpMessageOptions { From = "ops@example.com", To = bob, Cc = [text] },
            new SmtpMessageOptions { From = "ops@example.com", To = bob, Bcc = [text] },
            new SmtpMessageOptions { From = "ops@example.com", To = bob, ReplyTo = [text] },
        })
        {
            var failure = Messages.Refused(options);
            Assert.Equal(SmtpErrorKind.InvalidAddress, failure.Kind);
            Assert.DoesNotContain('\n', failure.Sentence);
            Assert.DoesNotContain('\r', failure.Sentence);
        }
    }

    [Fact]
    public void One_sender_and_one_recipient_is_the_least()
    {
        Assert.Contains("-From", Messages.Refused(new SmtpMessageOptions { To = ["bob@example.com"] }).Sentence, StringComparison.Ordinal);
        Assert.Contains("-From takes one", Messages.Refused(new SmtpMessageOptions { From = "a@x.test, b@x.test", To = ["c@x.test"] }).Sentence, StringComparison.Ordinal);
        Assert.Contains("-From takes one", Messages.Refused(new SmtpMessageOptions { From = "Team:;", To = ["c@x.test"] }).Sentence, StringComparison.Ordinal);
        Assert.Contains("no recipient", Messages.Refused(new SmtpMessageOptions { From = "a@x.test", To = ["undisclosed-recipients:;"] }).Sentence, StringComparison.Ordinal);
        Assert.Contains("no recipient", Messages.Refused(new SmtpMessageOptions { From = "a@x.test", To = ["", " "] }).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_envelope_has_the_bare_addresses_each_once_and_Bcc_is_nowhere_else()
    {
        var message = await Messages.DeliverAsync(new SmtpMessageOptions
        {
            From = "Ops <ops@example.com>",
            To = ["Bob <bob@example.com>", "BOB@example.com"],
            Cc = ["bob@example.com", "cora@example.com"],
            Bcc = ["Hidden <dora@example.com>", "cora@example.com"],
        });
        Assert.Equal("ops@example.com", message.From);
        Assert.Equal(["bob@example.com", "cora@example.com", "dora@example.com"], message.To);
        Assert.Empty(message.Headers("Bcc"));
        Assert.DoesNotContain("dora", message.GetText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Ops <ops@example.com>", Assert.Single(message.Headers("From")));
    }

    [Fact]
    public async Task Bcc_alone_is_enough()
    {
        var message = await Messages.DeliverAsync(new SmtpMessageOptions { From = "ops@example.com", Bcc = ["dora@example.com"] });
        Assert.Equal(["dora@example.com"], message.To);
        Assert.DoesNotContain("dora", message.GetText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_sender_is_the_envelopes()
    {
        var message = await Messages.DeliverAsync(new SmtpMessageOptions
        {
            From = "boss@example.com", Sender = "Office <office@example.com>", To = ["bob@example.com"], ReplyTo = ["reply@example.com", "b@example.com"],
        });
        Assert.Equal("office@example.com", message.From);
        Assert.Equal("boss@example.com", Assert.Single(message.Headers("From")));
        Assert.Equal("Office <office@example.com>", Assert.Single(message.Headers("Sender")));
        Assert.Equal("reply@example.com, b@example.com", Assert.Single(message.Headers("Reply-To")));
    }

    [Fact]
    public async Task Names_beyond_ASCII_are_encoded_and_domains_too()
    {
        var message = await Messages.DeliverAsync(new SmtpMessageOptions
        {
            From = "Jürgen, Müller <ops@example.com>", To = ["Zoë <bob@bücher.example>"],
        });
        Assert.All(message.GetText(), c => Assert.InRange(c, '\0', '\u007F'));
        Assert.StartsWith("=?utf-8?", Assert.Single(message.Headers("From")), StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("<bob@xn--bcher-kva.example>", Assert.Single(message.Headers("To")), StringComparison.Ordinal);
        Assert.Equal(["bob@xn--bcher-kva.example"], message.To);
        Assert.DoesNotContain("SMTPUTF8", message.MailParameters, StringComparison.Ordinal);
    }
}
