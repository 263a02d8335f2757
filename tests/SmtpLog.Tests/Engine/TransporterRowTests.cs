using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>Rows of a CSV and objects with 4D's property names: every value a string, as Import-Csv gives them.</summary>
public sealed class TransporterRowTests : EngineTest
{
    [Fact]
    public void An_empty_cell_means_the_default()
    {
        var t = Pipe("""
            [pscustomobject]@{
                SmtpServer = 'a.example.com'; Port = ''; Credential = ''; UserName = ''; AccessToken = ''; AuthenticationMechanism = ''
                Tls = ''; MinimumTlsVersion = ''; ServerCertificateThumbprint = ''; SkipCertificateRevocationCheck = ''
                SkipCertificateCheck = ''; ClientCertificate = ''; ConnectionTimeout = ''; SendTimeout = ''; NoKeepAlive = ''
                LocalDomain = ''; Proxy = ''; ProxyCredential = ''; LogPath = ''; LogFormat = ''; LogContent = ''; LogUserName = ''
            }
            """);

        var defaults = Run("New-SmtpTransporter a.example.com").Single<SmtpTransporter>();
        foreach (var property in typeof(SmtpTransporter).GetProperties())
        {
            Assert.Equal(property.GetValue(defaults), property.GetValue(t));
        }
    }

    [Fact]
    public void Text_is_taken_for_every_setting()
    {
        var t = Pipe("""
            [pscustomobject]@{
                SmtpServer = 'a.example.com'; Port = '2525'; AuthenticationMechanism = 'Plain'; Tls = 'starttls'; MinimumTlsVersion = '1.3'
                ServerCertificateThumbprint = '0123456789abcdef0123456789abcdef01234567'; SkipCertificateRevocationCheck = 'true'
                SkipCertificateCheck = 'False'; ConnectionTimeout = '7'; SendTimeout = '8'; NoKeepAlive = 'TRUE'; LocalDomain = 'c.example.com'
                Proxy = 'http://proxy.example.com:3128'; LogPath = 'x.log'; LogFormat = 'json'; LogContent = 'none'; LogUserName = 'yes'
            }
            """);

        Assert.Equal((2525, 7, 8), (t.Port, t.ConnectionTimeout, t.SendTimeout));
        Assert.Equal(SmtpAuthenticationMechanism.Plain, t.AuthenticationMechanism);
        Assert.Equal((SmtpTls.StartTls, SmtpTlsVersion.Tls13), (t.Tls, t.MinimumTlsVersion));
        Assert.Single(t.ServerCertificateThumbprint);
        Assert.True(t.SkipCertificateRevocationCheck);
        Assert.False(t.SkipCertificateCheck);
        Assert.False(t.KeepAlive);
        Assert.Equal("c.example.com", t.LocalDomain);
        Assert.Equal("http://proxy.example.com:3128/", $"{t.Proxy}");
        Assert.Equal(InFolder("x.log"), t.LogPath);
        Assert.Equal((SmtpLogFormat.Json, SmtpLogContent.None, true), (t.LogFormat, t.LogContent, t.LogUserName));
    }

    [Fact]
    public void A_row_does_not_inherit_from_the_row_before_it()
    {
        var rows = Run("""
            [pscustomobject]@{ Host = 'a.example.com'; Port = '2525'; Tls = 'None'; NoKeepAlive = 'true'; LogPath = 'a.log' },
            [pscustomobject]@{ Host = 'b.example.com'; Port = ''; Tls = ''; NoKeepAlive = ''; LogPath = '' },
            [pscustomobject]@{ Host = 'c.example.com' } | New-SmtpTransporter
            """).All<SmtpTransporter>();

        Assert.Equal([2525, 587, 587], rows.Select(t => t.Port));
        Assert.Equal([SmtpTls.None, SmtpTls.Auto, SmtpTls.Auto], rows.Select(t => t.Tls));
        Assert.Equal([false, true, true], rows.Select(t => t.KeepAlive));
        Assert.Equal([InFolder("a.log"), null, null], rows.Select(t => t.LogPath));
    }

    [Fact]
    public void A_parameter_of_the_command_holds_for_all_rows()
    {
        var rows = Run("[pscustomobject]@{ Host = 'a.example.com' }, [pscustomobject]@{ Host = 'b.example.com' } | New-SmtpTransporter -Port 26 -LogPath all.log")
            .All<SmtpTransporter>();

        Assert.Equal(["a.example.com:26", "b.example.com:26"], rows.Select(t => t.ToString()));
        Assert.All(rows, t => Assert.Equal(InFolder("all.log"), t.LogPath));
    }

    [Fact]
    public void The_names_of_4D_bind()
    {
        var output = Run("""
            [pscustomobject]@{
                host = 'a.example.com'; port = 2525; acceptUnsecureConnection = $true; connectionTimeOut = 11; sendTimeOut = 12
                keepAlive = $false; logFile = 'x.log'; bodyCharset = 'ISO-8859-1'; headerCharset = 'UTF8'; authenticationMode = 'LOGIN'
            } | New-SmtpTransporter -Credential $cred
            """);
        var t = output.Single<SmtpTransporter>();

        Assert.Empty(output.Warnings);
        Assert.Equal("a.example.com:2525", t.ToString());
        Assert.Equal(SmtpTls.Opportunistic, t.Tls);
        Assert.Equal((11, 12), (t.ConnectionTimeout, t.SendTimeout));
        Assert.False(t.KeepAlive);
        Assert.Equal(InFolder("x.log"), t.LogPath);
        Assert.Equal(SmtpAuthenticationMechanism.Login, t.AuthenticationMechanism);
    }

    [Theory]
    [InlineData("acceptUnsecureConnection = $false", SmtpTls.Auto)]
    [InlineData("acceptUnsecureConnection = 'true'", SmtpTls.Opportunistic)]
    [InlineData("acceptUnsecureConnection = 'false'", SmtpTls.Auto)]
    [InlineData("acceptUnsecureConnection = ''", SmtpTls.Auto)]
    [InlineData("acceptUnsecureConnection = $true; Tls = 'Implicit'", SmtpTls.Implicit)]
    public void AcceptUnsecureConnection_is_opportunistic_TLS(string property, SmtpTls tls) =>
        Assert.Equal(tls, Pipe($"[pscustomobject]@{{ host = 'a.example.com'; {property} }}").Tls);

    [Theory]
    [InlineData("'true'", true)]
    [InlineData("'false'", false)]
    [InlineData("''", true)]
    [InlineData("$null", true)]
    [InlineData("$false", false)]
    public void KeepAlive_is_the_inverse_of_NoKeepAlive(string value, bool isKept) =>
        Assert.Equal(isKept, Pipe($"[pscustomobject]@{{ host = 'a.example.com'; keepAlive = {value} }}").KeepAlive);

    [Fact]
    public void Objects_with_a_credential_or_a_token_log_in()
    {
        Session.Set("token", Secure("ya29.x"));

        Assert.Equal(User, Pipe("[pscustomobject]@{ host = 'a.example.com'; Credential = $cred }").UserName);
        var t = Pipe("[pscustomobject]@{ host = 'a.example.com'; user = 'bob'; accessTokenOAuth2 = $token; authenticationMode = 'OAUTH2' }");
        Assert.Equal(("bob", SmtpAuthenticationMechanism.XOAuth2), (t.UserName, t.AuthenticationMechanism));
    }

    [Fact]
    public void A_server_name_alone_can_be_piped() =>
        Assert.Equal(
            ["a.example.com", "b.example.com"],
            Run("'a.example.com', 'b.example.com' | New-SmtpTransporter").All<SmtpTransporter>().Select(t => t.SmtpServer));

    [Theory]
    [InlineData("conectionTimeOut", "ConnectionTimeout")]
    [InlineData("acceptUnsecuredConnection", "AcceptUnsecureConnection")]
    [InlineData("keepAlives", "KeepAlive")]
    [InlineData("logFiles", "LogFile")]
    [InlineData("authentificationMode", "AuthenticationMode")]
    [InlineData("bodyCharSets", "BodyCharset")]
    [InlineData("Hots", "Host")]
    public void A_misspelt_property_is_named_in_a_warning_with_the_one_that_was_meant(string misspelt, string meant)
    {
        var output = Run($"[pscustomobject]@{{ SmtpServer = 'a.example.com'; {misspelt} = '1' }} | New-SmtpTransporter");

        Assert.Equal(587, output.Single<SmtpTransporter>().Port);
        string warning = Assert.Single(output.Warnings);
        Assert.Contains($"'{misspelt}'", warning);
        Assert.Contains($"'{meant}'", warning);
    }

    [Fact]
    public void An_unknown_property_is_warned_of_once_however_many_rows_have_it()
    {
        var output = Run("1..3 | ForEach-Object { [pscustomobject]@{ host = 'a.example.com'; Comment = 'x'; Owner = 'y' } } | New-SmtpTransporter");

        Assert.Equal(3, output.All<SmtpTransporter>().Count);
        Assert.Equal(2, output.Warnings.Count);
        Assert.Contains("'Comment'", output.Warnings[0]);
        Assert.DoesNotContain("Did you mean", output.Warnings[0]);
        Assert.Contains("'Owner'", output.Warnings[1]);
    }

    [Fact]
    public void One_bad_row_does_not_keep_the_others_back()
    {
        var output = Run("""
            [pscustomobject]@{ host = 'a.example.com'; port = '25' },
            [pscustomobject]@{ host = 'b.example.com'; port = 'twenty' },
            [pscustomobject]@{ host = 'c.example.com'; port = '' } | New-SmtpTransporter
            """);

        Assert.Equal(["a.example.com:25", "c.example.com:587"], output.Objects.Select(t => t.ToString()));
        Assert.Contains("twenty", Assert.Single(output.Errors).Exception.Message);
    }

    private SmtpTransporter Pipe(string row)
    {
        var output = Run($"{row} | New-SmtpTransporter");
        Assert.Empty(output.Warnings);
        return output.Single<SmtpTransporter>();
    }
}
