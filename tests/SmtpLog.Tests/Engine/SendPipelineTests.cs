using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>Many messages, one connection.</summary>
public sealed class SendPipelineTests : EngineTest
{
    [Fact]
    public void Rows_are_sent_through_one_transporter_over_one_connection()
    {
        var server = Serve("-Tls None");

        var results = Run("""
            1..5 | ForEach-Object {
                [pscustomobject]@{ From = 'ops@example.com'; To = "a$_@example.com"; Cc = "b$_@example.com"; Bcc = "c$_@example.com"; Subject = "S$_"; Body = "B$_"; HtmlBody = "<p>B$_" }
            } | Send-SmtpLoggedMessage -Transporter $t
            """).All<SmtpSendResult>();

        Assert.All(results, result => Assert.True(result.Success, result.StatusText));
        Assert.Single(results.Select(result => result.SessionId).Distinct());
        Assert.Equal(5, results.Select(result => result.QueueId).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 5).Select(i => $"a{i}@example.com b{i}@example.com c{i}@example.com"), server.Messages.Select(message => string.Join(' ', message.To)));
        Assert.Equal(1, LogEvents().Count(line => line.StartsWith("SMTP Connecting", System.StringComparison.Ordinal)));
        Assert.Equal(5, LogLines().Count(line => line.Contains("C > \"MAIL FROM")));
    }

    [Fact]
    public void A_row_does_not_inherit_from_the_row_before_it()
    {
        var server = Serve("-Tls None");

        Run("""
            [pscustomobject]@{ From = 'ops@example.com'; To = 'a@example.com'; Cc = 'b@example.com'; Subject = 'one'; Body = 'text'; HtmlBody = '<p>' },
            [pscustomobject]@{ From = 'ops@example.com'; To = 'c@example.com'; Cc = ''; Subject = ''; Body = 'text'; HtmlBody = '' },
            [pscustomobject]@{ From = 'ops@example.com'; To = 'd@example.com' } | Send-SmtpLoggedMessage -Transporter $t
            """).All<SmtpSendResult>();

        Assert.Equal([["a@example.com", "b@example.com"], ["c@example.com"], ["d@example.com"]], server.Messages.Select(message => message.To));
        Assert.DoesNotContain("html", server.Messages[1].GetText());
        Assert.DoesNotContain("one", server.Messages[2].GetText());
    }

    [Fact]
    public void The_log_of_a_kept_connection_is_closed_when_the_transporter_is()
    {
        Serve("-Tls None");
        Run("$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com | ForEach-Object Success").Single<bool>();
        Assert.DoesNotContain(LogEvents(), line => line.StartsWith("SMTP Connection closed", System.StringComparison.Ordinal));

        Run("$t.Dispose(); $t.Dispose()").All<object>();

        Assert.Contains("C > \"QUIT\"", LogLines()[^3]);
        Assert.StartsWith("SMTP Connection closed. messages=1", LogEvents()[^1]);
        Run("$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com").Error("TransporterDisposed", "Send-SmtpLoggedMessage");
    }

    [Fact]
    public void Without_keep_alive_each_message_has_a_connection_of_its_own()
    {
        Serve("-Tls None", "-LogPath $log -NoKeepAlive");

        var results = Run("'a@example.com', 'b@example.com' | ForEach-Object { $t | Send-SmtpLoggedMessage -From ops@example.com -To $_ }").All<SmtpSendResult>();

        Assert.Equal(2, results.Select(result => result.SessionId).Distinct().Count());
        Assert.Equal(2, LogEvents().Count(line => line.StartsWith("SMTP Connection closed. messages=1", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void Several_transporters_can_be_piped()
    {
        var first = Serve("-Tls None");
        Run("$global:first = $t");
        var second = Serve("-Tls None", string.Empty);

        Run("$first, $t | Send-SmtpLoggedMessage -From ops@example.com -To a@example.com").All<SmtpSendResult>();

        Assert.Single(first.Messages);
        Assert.Single(second.Messages);
    }

    [Fact]
    public void WhatIf_sends_and_opens_nothing()
    {
        var server = Serve("-Tls None");

        var output = Run("$t | Send-SmtpLoggedMessage -From ops@example.com -To a@example.com -Subject 'x' -WhatIf");

        Assert.Empty(output.Objects);
        Assert.Empty(output.Errors);
        Assert.Empty(server.Transcript);
        Assert.False(System.IO.File.Exists(LogPath));
    }

    [Fact]
    public void The_result_tells_what_was_said()
    {
        var server = Serve("-Credential $cred", "-Credential $cred -LogPath $log");
        var result = Run("$t | Send-SmtpLoggedMessage -From ops@example.com -To a@example.com -Subject 'Nightly' -Body 'the body'").Single<SmtpSendResult>();

        Assert.True(result.Success);
        Assert.Equal(250, result.Status);
        Assert.Equal(server.Messages[0].QueueId, result.QueueId);
        Assert.Null(result.ErrorKind);
        Assert.Null(result.FailedStage);
        Assert.Null(result.Diagnosis);
        Assert.Equal(("127.0.0.1", server.Port, LogPath, null), (result.SmtpServer, result.Port, result.LogPath, result.LogError));
        Assert.Equal(server.Messages[0].Size, result.Size);
        Assert.True(result.Duration > System.TimeSpan.Zero);
        Assert.DoesNotContain(result.Transcript, entry => entry.Text.Contains("the body"));
        Assert.Equal(User, server.Messages[0].AuthenticatedUser);
        Assert.True(server.Messages[0].Secure);
    }

    [Fact]
    public void The_result_keeps_the_transcript_without_a_log_too()
    {
        Serve("-Tls None", string.Empty);

        var result = Run("$t | Send-SmtpLoggedMessage -From ops@example.com -To a@example.com").Single<SmtpSendResult>();

        Assert.Null(result.LogPath);
        Assert.Contains(result.Transcript, entry => entry.Command == "MAIL" && entry.Origin == SmtpLogOrigin.Client);
        Assert.StartsWith("SMTP Connecting", result.Transcript[0].Text);
    }
}
