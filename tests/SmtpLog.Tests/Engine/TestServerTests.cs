using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace SmtpLog.Tests.Engine;

public sealed class TestServerTests : EngineTest
{
    private const string Send = "$t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject x -Body hi";

    public static TheoryData<string, string> Logins() => new()
    {
        { "Plain", "-Credential $cred" },
        { "Login", "-Credential $cred" },
        { "CramMd5", "-Credential $cred" },
        { "ScramSha256", "-Credential $cred" },
        { "XOAuth2", "-UserName ops@example.com -AccessToken $token" },
    };

    [Theory]
    [MemberData(nameof(Logins))]
    public void A_good_login_is_taken(string mechanism, string credential)
    {
        Session.Set("token", Secure("ya29.good"));
        string server = mechanism == "XOAuth2" ? "-AccessToken $token" : "-Credential $cred";
        var started = Serve($"{server} -Mechanism {mechanism}", $"{credential} -AuthenticationMechanism {mechanism} -LogPath $log");

        var result = Run(Send).Single<SmtpSendResult>();

        Assert.True(result.Success, result.StatusText);
        Assert.Equal(User, started.Messages.Single().AuthenticatedUser);
        Assert.Contains(LogEvents(), line => line.StartsWith("SMTP Authenticated. mechanism=", System.StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Logins))]
    public void A_bad_login_fails_once(string mechanism, string credential)
    {
        Session.Set("good", Login(User, "another"));
        Session.Set("goodToken", Secure("ya29.good"));
        Session.Set("token", Secure("ya29.bad"));
        string server = mechanism == "XOAuth2" ? "-AccessToken $goodToken" : "-Credential $good";
        var started = Serve($"{server} -Mechanism {mechanism}", $"{credential} -LogPath $log");

        var error = Run(Send).Error("AuthenticationFailed", "Send-SmtpLoggedMessage");

        Assert.Equal(535, ((SmtpSendResult)error.TargetObject).Status);
        Assert.Single(started.Transcript, entry => entry is { Code: 535, IsContinued: false });
        Assert.Empty(started.Messages);
    }

    [Theory]
    [InlineData("StartTls", true)]
    [InlineData("Implicit", true)]
    [InlineData("None", false)]
    public void The_server_itself_says_how_to_connect_to_it(string tls, bool isSecure)
    {
        var server = Serve($"-Tls {tls}");
        var t = Run("$t").Single<SmtpTransporter>();

        Assert.Equal((server.Host, server.Port, server.Tls), (t.SmtpServer, t.Port, t.Tls));
        Assert.Equal(isSecure ? [server.ServerCertificateThumbprint!] : [], t.ServerCertificateThumbprint);
        Assert.True(Run(Send).Single<SmtpSendResult>().Success);
        Assert.Equal(isSecure, server.Messages.Single().Secure);
    }

    [Fact]
    public void Messages_and_transcript_are_objects()
    {
        var server = Serve("-Tls None -Credential $cred", "-Credential $cred -AuthenticationMechanism Plain");
        Run(Send).All<SmtpSendResult>();

        Assert.Equal("ops@example.com bob@example.com 1", Run("foreach ($m in $server.Messages) { \"$($m.From) $($m.To) $($server.Messages.Count)\" }").Single<string>());
        Assert.Equal("hi", Run("$server.Messages[0].GetText().Trim() -replace '(?s).*\\r\\n\\r\\n', ''").Single<string>());
        Assert.Equal("AUTH", Run("$server.Transcript | Where-Object Code -eq 235 | ForEach-Object Command").Single<string>());
        Assert.Equal("AUTH PLAIN ****************", Run("$server.Transcript | Where-Object { $_.Origin -eq 'Client' -and $_.Command -eq 'AUTH' } | ForEach-Object Text").Single<string>());
        Run("$server.Messages[0].Save($args[0])", InFolder("taken.eml")).All<object>();
        Assert.Equal(server.Messages[0].GetBytes(), System.IO.File.ReadAllBytes(InFolder("taken.eml")));
    }

    [Fact]
    public void Several_run_at_once_and_each_has_its_own_messages()
    {
        var servers = Run("$global:servers = 1..3 | ForEach-Object { Start-SmtpTestServer -Tls None }; $servers").All<SmtpTestServer>();
        Run("$servers[0], $servers[2] | New-SmtpTransporter | Send-SmtpLoggedMessage -From a@example.com -To b@example.com").All<SmtpSendResult>();

        Assert.Equal(3, servers.Select(server => server.Port).Distinct().Count());
        Assert.Equal([1, 0, 1], servers.Select(server => server.Messages.Count));
        Run("$servers | Stop-SmtpTestServer").All<object>();
        Assert.All(servers, server => Assert.False(server.IsRunning));
    }

    [Fact]
    public void Stopping_frees_the_port_and_keeps_the_messages()
    {
        var server = Serve("-Tls None");
        Run(Send).All<SmtpSendResult>();

        Run("Stop-SmtpTestServer $server").All<object>();
        Run("Stop-SmtpTestServer $server").All<object>();

        Assert.False(server.IsRunning);
        Assert.Single(server.Messages);
        var again = Run("Start-SmtpTestServer -Port $args[0]", server.Port).Single<SmtpTestServer>();
        Assert.Equal(server.Port, again.Port);
    }

    [Fact]
    public void WhatIf_stops_nothing()
    {
        var server = Serve("-Tls None");

        Run("$server | Stop-SmtpTestServer -WhatIf").All<object>();

        Assert.True(server.IsRunning);
    }

    [Fact]
    public void A_taken_port_is_unavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0) { ExclusiveAddressUse = true };
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var error = Run("Start-SmtpTestServer -Port $args[0]", port).Error("PortUnavailable", "Start-SmtpTestServer");

        Assert.Equal(ErrorCategory.ResourceBusy, error.CategoryInfo.Category);
        Assert.Contains($"{port}", error.ErrorDetails.Message);
        Assert.Contains("-Port", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("-Mechanism ScramSha256")]
    [InlineData("-Mechanism Ntlm")]
    [InlineData("-Mechanism None -Credential $cred")]
    public void A_mechanism_that_it_cannot_offer_is_refused(string arguments) =>
        Run($"Start-SmtpTestServer {arguments}").Error("InvalidMechanism", "Start-SmtpTestServer");

    [Theory]
    [InlineData("-Tls Auto")]
    [InlineData("-Tls Opportunistic")]
    [InlineData("-Port 70000")]
    public void A_value_that_is_not_allowed_is_refused(string arguments)
    {
        var output = Run($"Start-SmtpTestServer {arguments}");

        Assert.Empty(output.Objects);
        Assert.StartsWith("ParameterArgumentValidationError,", Assert.Single(output.ErrorIds));
    }

    [Fact]
    public void A_plain_text_token_is_refused() =>
        Run("Start-SmtpTestServer -AccessToken 'ya29.plain'").Error("PlainTextSecret", "Start-SmtpTestServer");

    [Fact]
    public void Without_a_credential_it_takes_any_login_and_none()
    {
        var server = Serve("-Tls None", "-Credential $cred -AuthenticationMechanism Login");
        Run(Send).All<SmtpSendResult>();
        Run("$server | New-SmtpTransporter | Send-SmtpLoggedMessage -From a@example.com -To b@example.com").All<SmtpSendResult>();

        Assert.Equal([User, null], server.Messages.Select(message => message.AuthenticatedUser));
    }
}
