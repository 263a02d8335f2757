using System;
using System.Linq;
using MimeKit;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>Addresses, in the envelope and in the header.</summary>
public sealed class SendAddressTests : EngineTest
{
    private readonly SmtpTestServer _server;

    public SendAddressTests() => _server = Serve("-Tls None");

    [Fact]
    public void Names_stay_out_of_the_envelope()
    {
        var message = Deliver(_server, "-From 'Ops Team <ops@example.com>' -To 'Bob <bob@example.com>', carol@example.com");

        Assert.Equal("ops@example.com", message.Taken.From);
        Assert.Equal(["bob@example.com", "carol@example.com"], message.Taken.To);
        Assert.Equal("Ops Team", message.Mime.From[0].Name);
        Assert.Equal("Bob", message.Mime.To[0].Name);
    }

    [Theory]
    [InlineData("\"Smith, John\" <bob@example.com>", "Smith, John")]
    [InlineData("Zoë Müller <bob@example.com>", "Zoë Müller")]
    [InlineData("\"Müller, Zoë\" <bob@example.com>", "Müller, Zoë")]
    [InlineData("\"semi; colon\" <bob@example.com>", "semi; colon")]
    [InlineData("山田太郎 <bob@example.com>", "山田太郎")]
    [InlineData("\"quo\\\"ted\" <bob@example.com>", "quo\"ted")]
    public void A_name_arrives_whole(string address, string name)
    {
        var message = Deliver(_server, "-From ops@example.com -To $args[0]", address);

        var mailbox = Assert.IsType<MailboxAddress>(Assert.Single(message.Mime.To));
        Assert.Equal((name, "bob@example.com"), (mailbox.Name, mailbox.Address));
        Assert.Equal(["bob@example.com"], message.Taken.To);
        Assert.All(message.Header, c => Assert.InRange(c, '\t', '~'));
    }

    [Theory]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a@example.com; b@example.com")]
    [InlineData("A <a@example.com>;B <b@example.com>;")]
    public void One_text_may_hold_several_addresses(string text) =>
        Assert.Equal(["a@example.com", "b@example.com"], Deliver(_server, "-From ops@example.com -To $args[0]", text).Taken.To);

    [Fact]
    public void Every_kind_of_recipient_is_asked_and_Bcc_is_not_in_the_header()
    {
        var message = Deliver(_server, "-From ops@example.com -To a@example.com -Cc b@example.com -Bcc c@example.com, a@example.com");

        Assert.Equal(["a@example.com", "b@example.com", "c@example.com"], message.Taken.To);
        Assert.Equal(["a@example.com", "b@example.com", "c@example.com"], message.Result.Recipients.Select(recipient => recipient.Address));
        Assert.All(message.Result.Recipients, recipient => Assert.Equal((true, 250), (recipient.Accepted, recipient.Code)));
        Assert.Contains("Cc: b@example.com", message.Header);
        Assert.DoesNotContain("Bcc", message.Header, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("c@example.com", message.Text.Replace("Cc@example.com", string.Empty));
    }

    [Theory]
    [InlineData("-Cc b@example.com")]
    [InlineData("-Bcc b@example.com")]
    public void A_message_needs_no_To(string arguments) =>
        Assert.Equal(["b@example.com"], Deliver(_server, $"-From ops@example.com {arguments}").Taken.To);

    [Fact]
    public void The_sender_is_the_envelope_and_From_the_author()
    {
        var message = Deliver(_server, "-From 'Boss <boss@example.com>' -Sender 'Ops <ops@example.com>' -To b@example.com -ReplyTo 'Desk <desk@example.com>', x@example.com");

        Assert.Equal("ops@example.com", message.Taken.From);
        Assert.Equal("boss@example.com", message.Mime.From.Mailboxes.Single().Address);
        Assert.Equal("ops@example.com", message.Mime.Sender!.Address);
        Assert.Equal(["desk@example.com", "x@example.com"], message.Mime.ReplyTo.Mailboxes.Select(mailbox => mailbox.Address));
    }

    [Fact]
    public void A_domain_beyond_ASCII_goes_out_in_its_ASCII_form()
    {
        var message = Deliver(_server, "-From ops@bücher.example -To bob@bücher.example");

        Assert.Equal("ops@xn--bcher-kva.example", message.Taken.From);
        Assert.Equal(["bob@xn--bcher-kva.example"], message.Taken.To);
        Assert.DoesNotContain("SMTPUTF8", message.Taken.MailParameters);
        Assert.Contains("To: bob@xn--bcher-kva.example", message.Header);
        Assert.All(message.Header, c => Assert.InRange(c, '\t', '~'));
    }

    [Fact]
    public void A_local_part_beyond_ASCII_asks_for_SMTPUTF8()
    {
        var message = Deliver(_server, "-From ops@example.com -To zoë@example.com");

        Assert.Contains("SMTPUTF8", message.Taken.MailParameters);
        Assert.Equal(["zoë@example.com"], message.Taken.To);
        Assert.Contains("To: zoë@example.com", message.Header);
        Assert.Equal("zoë@example.com", Assert.Single(message.Result.Recipients).Address);
    }

    [Theory]
    [InlineData("OnSuccess", "SUCCESS")]
    [InlineData("OnFailure", "FAILURE")]
    [InlineData("Delay", "DELAY")]
    [InlineData("'OnSuccess, OnFailure'", "SUCCESS,FAILURE")]
    [InlineData("Never", "NEVER")]
    public void A_delivery_notification_is_asked_for_with_each_recipient(string option, string notify)
    {
        var message = Deliver(_server, $"-From ops@example.com -To a@example.com -Cc b@example.com -DeliveryNotification {option}");

        Assert.All(message.Taken.RecipientParameters, parameters => Assert.Contains($"NOTIFY={notify}", parameters));
        Assert.Equal(2, message.Taken.RecipientParameters.Count);
    }

    [Fact]
    public void No_notification_is_asked_for_unasked() =>
        Assert.Equal([string.Empty], Deliver(_server, "-From ops@example.com -To a@example.com").Taken.RecipientParameters);

    [Fact]
    public void Partial_delivery_changes_nothing_where_all_are_accepted()
    {
        var message = Deliver(_server, "-From ops@example.com -To a@example.com, b@example.com -AllowPartialDelivery");

        Assert.Equal(["a@example.com", "b@example.com"], message.Taken.To);
    }
}
