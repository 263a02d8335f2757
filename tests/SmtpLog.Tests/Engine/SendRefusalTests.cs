using System.IO;
using System.Management.Automation;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>What is refused before anything is opened: the server sees no connection, and there is no log.</summary>
public sealed class SendRefusalTests : EngineTest
{
    private const string Envelope = "-From ops@example.com -To bob@example.com";

    private readonly SmtpTestServer _server;

    public SendRefusalTests()
    {
        _server = Serve("-Tls None");
        WriteFile("a.png", [1, 2, 3]);
        Session.Set("crlf", "x\r\nBcc: eve@example.com");
        Session.Set("lf", "x\nBcc: eve@example.com");
        Session.Set("cr", "x\rBcc: eve@example.com");
        Session.Set("nul", "x\0y");
    }

    [Theory]
    [InlineData("-From \"ops@example.com#\" -To bob@example.com")]
    [InlineData("-From \"# <ops@example.com>\" -To bob@example.com")]
    [InlineData("-From ops@example.com -To \"bob@example.com#\"")]
    [InlineData("-From ops@example.com -To good@example.com, \"# <bob@example.com>\"")]
    [InlineData("-From ops@example.com -To \"bob@#\"")]
    [InlineData("-From ops@example.com -Cc \"bob@example.com#\"")]
    [InlineData("-From ops@example.com -Bcc \"bob@example.com#\"")]
    [InlineData(Envelope + " -Sender \"ops@example.com#\"")]
    [InlineData(Envelope + " -ReplyTo \"ops@example.com#\"")]
    [InlineData(Envelope + " -Subject \"#\"")]
    [InlineData(Envelope + " -MessageId \"<#@example.com>\"")]
    [InlineData(Envelope + " -InReplyTo \"<#@example.com>\"")]
    [InlineData(Envelope + " -References \"<ok@example.com>\", \"<#@example.com>\"")]
    [InlineData(Envelope + " -Header @{ 'X-Job' = \"#\" }")]
    [InlineData(Envelope + " -Header @{ 'X-Job' = 'ok', \"#\" }")]
    [InlineData(Envelope + " -Header @{ \"X-#\" = 'ok' }")]
    [InlineData(Envelope + " -HtmlBody '<p>' -InlineAttachment @{ \"#\" = 'a.png' }")]
    public void A_line_break_is_refused_wherever_it_could_forge_a_header_or_a_command(string arguments)
    {
        foreach (string text in new[] { "$crlf", "$lf", "$cr", "$nul" })
        {
            var output = Run($"$t | Send-SmtpLoggedMessage {arguments.Replace("#", $"$({text})")}");

            AssertRefused(output, "InvalidAddress", ErrorCategory.InvalidArgument);
        }
    }

    [Theory]
    [InlineData("-From nobody -To bob@example.com", "nobody")]
    [InlineData("-From ops@example.com -To bob", "bob")]
    [InlineData("-From ops@example.com -To 'Bob <bob@>'", "Bob <bob@>")]
    [InlineData("-From ops@example.com -To '<@example.com>'", "@example.com")]
    [InlineData("-From ops@example.com -To 'a@b@c'", "a@b@c")]
    [InlineData("-From 'a@example.com, b@example.com' -To bob@example.com", "From")]
    [InlineData("-From ops@example.com", "recipient")]
    [InlineData("-To bob@example.com", "From")]
    [InlineData("-From ops@example.com -To ''", "recipient")]
    [InlineData(Envelope + " -MessageId 'no id'", "no id")]
    [InlineData(Envelope + " -Header @{ 'Bcc' = 'x@example.com' }", "Bcc")]
    [InlineData(Envelope + " -Header @{ 'subject' = 'x' }", "subject")]
    [InlineData(Envelope + " -Header @{ 'no good' = 'x' }", "no good")]
    public void What_is_no_address_is_named(string arguments, string named)
    {
        var error = AssertRefused(Run($"$t | Send-SmtpLoggedMessage {arguments}"), "InvalidAddress", ErrorCategory.InvalidArgument);

        Assert.Contains(named, error.Exception.Message);
    }

    [Theory]
    [InlineData(Envelope + " -Attachment a.png, gone.pdf", "gone.pdf")]
    [InlineData(Envelope + " -Attachment .", "")]
    [InlineData(Envelope + " -HtmlBody '<p>' -InlineAttachment @{ 'logo' = 'gone.png' }", "gone.png")]
    [InlineData("-Path gone.eml", "gone.eml")]
    public void A_missing_file_is_named(string arguments, string named)
    {
        var error = AssertRefused(Run($"$t | Send-SmtpLoggedMessage {arguments}"), "AttachmentNotFound", ErrorCategory.ObjectNotFound);

        Assert.Contains(InFolder(named), error.Exception.Message);
    }

    [Fact]
    public void A_file_on_a_missing_drive_is_named()
    {
        var error = Run($"$t | Send-SmtpLoggedMessage {Envelope} -Attachment NoSuchDrive:/a.pdf").Error("AttachmentNotFound", "Send-SmtpLoggedMessage");

        Assert.Contains("NoSuchDrive:/a.pdf", error.Exception.Message);
        Assert.Empty(_server.Transcript);
    }

    [Fact]
    public void After_a_missing_attachment_the_others_are_free_again()
    {
        AssertRefused(Run($"$t | Send-SmtpLoggedMessage {Envelope} -Attachment a.png, gone.pdf"), "AttachmentNotFound", ErrorCategory.ObjectNotFound);

        using var exclusive = new FileStream(InFolder("a.png"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(exclusive.CanWrite);
    }

    [Fact]
    public void A_log_that_cannot_be_written_stops_the_send_before_it_connects()
    {
        Run("$global:t = $server | New-SmtpTransporter -LogPath ./no/such/folder/x.log").All<object>();

        var error = AssertRefused(Run($"$t | Send-SmtpLoggedMessage {Envelope}"), "LogUnavailable", ErrorCategory.OpenError);

        Assert.Contains(InFolder(Path.Combine("no", "such", "folder", "x.log")), error.Exception.Message);
        Assert.False(Directory.Exists(InFolder("no")));
    }

    [Fact]
    public void A_log_that_is_a_folder_stops_the_send_before_it_connects()
    {
        Run("$global:t = $server | New-SmtpTransporter -LogPath $args[0]", Folder).All<object>();

        AssertRefused(Run($"$t | Send-SmtpLoggedMessage {Envelope}"), "LogUnavailable", ErrorCategory.OpenError);
    }

    [Fact]
    public void A_refused_message_does_not_keep_the_next_from_being_sent()
    {
        var output = Run("'bob', 'bob@example.com' | ForEach-Object { $t | Send-SmtpLoggedMessage -From ops@example.com -To $_ }");

        output.Error("InvalidAddress", "Send-SmtpLoggedMessage");
        Assert.Equal(2, output.Objects.Count);
        Assert.Single(_server.Messages);
    }

    private ErrorRecord AssertRefused(SessionOutput output, string id, ErrorCategory category)
    {
        var error = output.Error(id, "Send-SmtpLoggedMessage");
        var result = Assert.IsType<SmtpSendResult>(Assert.Single(output.Objects).BaseObject);
        Assert.Same(result, error.TargetObject);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.False(string.IsNullOrEmpty(error.ErrorDetails.RecommendedAction));
        Assert.False(result.Success);
        Assert.Equal(id, $"{result.ErrorKind}");
        Assert.Equal((0, null, null), (result.Status, result.FailedStage, result.SessionId));
        Assert.DoesNotContain(error.Exception.Message, c => c is '\r' or '\n' or '\0');
        Assert.Empty(result.Transcript);
        Assert.Empty(_server.Transcript);
        return error;
    }
}
