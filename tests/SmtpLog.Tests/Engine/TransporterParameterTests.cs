using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace SmtpLog.Tests.Engine;

public sealed class TransporterParameterTests : EngineTest
{
    private const string Sha1 = "0123456789ABCDEF0123456789ABCDEF01234567";
    private const string Sha256 = Sha1 + "0123456789ABCDEF01234567";

    [Fact]
    public void Defaults_are_those_of_the_contract()
    {
        var t = New("mail.example.com");

        Assert.Equal("mail.example.com", t.SmtpServer);
        Assert.Equal(587, t.Port);
        Assert.Equal(SmtpTls.Auto, t.Tls);
        Assert.Equal(SmtpTlsVersion.Tls12, t.MinimumTlsVersion);
        Assert.Equal(SmtpAuthenticationMechanism.Auto, t.AuthenticationMechanism);
        Assert.Null(t.UserName);
        Assert.Empty(t.ServerCertificateThumbprint);
        Assert.False(t.SkipCertificateCheck);
        Assert.False(t.SkipCertificateRevocationCheck);
        Assert.Null(t.ClientCertificateThumbprint);
        Assert.Equal(30, t.ConnectionTimeout);
        Assert.Equal(100, t.SendTimeout);
        Assert.True(t.KeepAlive);
        Assert.Null(t.LocalDomain);
        Assert.Null(t.Proxy);
        Assert.Null(t.LogPath);
        Assert.Equal(SmtpLogFormat.Text, t.LogFormat);
        Assert.Equal(SmtpLogContent.Headers, t.LogContent);
        Assert.False(t.LogUserName);
    }

    [Fact]
    public void Every_parameter_arrives()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        Session.Set("certificate", certificate);

        var t = New("""
            -SmtpServer mail.example.com -Port 2525 -Credential $cred -AuthenticationMechanism ScramSha256 -Tls StartTls `
            -MinimumTlsVersion Tls13 -ServerCertificateThumbprint $args -SkipCertificateRevocationCheck -SkipCertificateCheck `
            -ClientCertificate $certificate -ConnectionTimeout 5 -SendTimeout 6 -NoKeepAlive -LocalDomain client.example.com `
            -Proxy socks5://proxy.example.com:1080 -ProxyCredential $cred -LogPath $log -LogFormat Json -LogContent Full -LogUserName
            """, Sha1, Sha256);

        Assert.Equal("mail.example.com:2525", t.ToString());
        Assert.Equal(User, t.UserName);
        Assert.Equal(SmtpAuthenticationMechanism.ScramSha256, t.AuthenticationMechanism);
        Assert.Equal(SmtpTls.StartTls, t.Tls);
        Assert.Equal(SmtpTlsVersion.Tls13, t.MinimumTlsVersion);
        Assert.Equal([Sha1, Sha256], t.ServerCertificateThumbprint);
        Assert.True(t.SkipCertificateRevocationCheck);
        Assert.True(t.SkipCertificateCheck);
        Assert.Equal(certificate.Thumbprint, t.ClientCertificateThumbprint);
        Assert.Equal(5, t.ConnectionTimeout);
        Assert.Equal(6, t.SendTimeout);
        Assert.False(t.KeepAlive);
        Assert.Equal("client.example.com", t.LocalDomain);
        Assert.Equal(new Uri("socks5://proxy.example.com:1080"), t.Proxy);
        Assert.Equal(LogPath, t.LogPath);
        Assert.Equal(SmtpLogFormat.Json, t.LogFormat);
        Assert.Equal(SmtpLogContent.Full, t.LogContent);
        Assert.True(t.LogUserName);
        Assert.False(File.Exists(LogPath));
    }

    [Theory]
    [InlineData("-SmtpServer")]
    [InlineData("-Host")]
    [InlineData("-HostName")]
    [InlineData("-ComputerName")]
    [InlineData("-Server")]
    [InlineData("")]
    public void The_server_has_its_aliases_and_its_position(string name) =>
        Assert.Equal("mail.example.com", New($"{name} mail.example.com").SmtpServer);

    [Fact]
    public void The_other_aliases_are_4Ds()
    {
        var t = New("a.example.com -AuthenticationMode CRAM-MD5 -Credential $cred -LogFile $log");

        Assert.Equal(SmtpAuthenticationMechanism.CramMd5, t.AuthenticationMechanism);
        Assert.Equal(LogPath, t.LogPath);
    }

    [Fact]
    public void A_server_that_is_not_named_is_PSEmailServer()
    {
        Assert.Equal("preset.example.com", Run("$PSEmailServer = 'preset.example.com'; New-SmtpTransporter").Single<SmtpTransporter>().SmtpServer);

        var error = Run("$PSEmailServer = ''; New-SmtpTransporter").Error("MissingServer", "New-SmtpTransporter");
        Assert.Contains("$PSEmailServer", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("-Tls Implicit", 465)]
    [InlineData("-Tls StartTls", 587)]
    [InlineData("-Tls None", 587)]
    [InlineData("-Tls Implicit -Port 2465", 2465)]
    [InlineData("-Port 0", 587)]
    [InlineData("-Port 25", 25)]
    public void The_port_follows_TLS_unless_it_is_given(string arguments, int port) =>
        Assert.Equal(port, New($"a.example.com {arguments}").Port);

    public static TheoryData<string, SmtpAuthenticationMechanism> Mechanisms()
    {
        var data = new TheoryData<string, SmtpAuthenticationMechanism>
        {
            { "CRAM-MD5", SmtpAuthenticationMechanism.CramMd5 },
            { "DIGEST-MD5", SmtpAuthenticationMechanism.DigestMd5 },
            { "SCRAM-SHA-1", SmtpAuthenticationMechanism.ScramSha1 },
            { "SCRAM-SHA-256", SmtpAuthenticationMechanism.ScramSha256 },
            { "scram-sha-512", SmtpAuthenticationMechanism.ScramSha512 },
            { "OAUTH2", SmtpAuthenticationMechanism.XOAuth2 },
        };
        foreach (var mechanism in Enum.GetValues<SmtpAuthenticationMechanism>())
        {
            data.Add(mechanism.ToString(), mechanism);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public void Mechanisms_are_taken_in_every_spelling(string spelling, SmtpAuthenticationMechanism mechanism)
    {
        Session.Set("token", Secure("ya29.x"));
        string credential = mechanism is SmtpAuthenticationMechanism.XOAuth2 or SmtpAuthenticationMechanism.OAuthBearer
            ? "-UserName ops@example.com -AccessToken $token"
            : "-Credential $cred";

        Assert.Equal(mechanism, New($"a.example.com {credential} -AuthenticationMechanism {spelling}").AuthenticationMechanism);
    }

    [Theory]
    [InlineData("Tls10", SmtpTlsVersion.Tls10)]
    [InlineData("1.1", SmtpTlsVersion.Tls11)]
    [InlineData("'TLS 1.2'", SmtpTlsVersion.Tls12)]
    [InlineData("TLSv1.3", SmtpTlsVersion.Tls13)]
    [InlineData("''", SmtpTlsVersion.Tls12)]
    public void Versions_of_TLS_are_taken_in_every_spelling(string spelling, SmtpTlsVersion version) =>
        Assert.Equal(version, New($"a.example.com -MinimumTlsVersion {spelling}").MinimumTlsVersion);

    [Fact]
    public void Thumbprints_are_taken_as_viewers_show_them()
    {
        string colons = string.Join(":", Enumerable.Range(0, 20).Select(i => Sha1.Substring(2 * i, 2).ToLowerInvariant()));

        Assert.Equal([Sha1, Sha256], New("a.example.com -ServerCertificateThumbprint $args", colons, Sha256).ServerCertificateThumbprint);
        Assert.Equal([Sha1, Sha256], New("a.example.com -ServerCertificateThumbprint $args[0]", $"{Sha1}; {Sha256}").ServerCertificateThumbprint);
        Assert.Equal([Sha1, Sha256], New("a.example.com -ServerCertificateThumbprint $args[0]", new System.Collections.ArrayList { Sha1, Sha256 }).ServerCertificateThumbprint);
    }

    [Fact]
    public void A_relative_log_path_is_taken_from_the_location_of_PowerShell()
    {
        Session.SetLocation(Directory.CreateDirectory(InFolder("sub")).FullName);

        var t = Run("New-SmtpTransporter a.example.com -LogPath ../other/./x.log").Single<SmtpTransporter>();

        Assert.Equal(InFolder(Path.Combine("other", "x.log")), t.LogPath);
        Assert.NotEqual(Directory.GetCurrentDirectory(), Folder);
    }

    [Fact]
    public void A_credential_that_is_empty_is_none()
    {
        var t = New("a.example.com -Credential ([pscredential]::Empty)");

        Assert.Null(t.UserName);
    }

    [Fact]
    public void A_token_takes_its_user_from_UserName()
    {
        Session.Set("token", Secure("ya29.x"));

        Assert.Equal("bob", New("a.example.com -UserName bob -AccessToken $token").UserName);
        Assert.Equal("bob", New("a.example.com -User bob -AccessTokenOAuth2 $token").UserName);
    }

    [Fact]
    public void Nothing_can_be_changed_later()
    {
        var t = Run("New-SmtpTransporter a.example.com").Objects[0];

        Assert.All(t.Properties, property => Assert.False(property.IsSettable, property.Name));
    }

    private SmtpTransporter New(string arguments, params object?[] values) =>
        Run($"New-SmtpTransporter {arguments}", values).Single<SmtpTransporter>();
}
