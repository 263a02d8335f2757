using System.Management.Automation;
using Xunit;

namespace SmtpLog.Tests.Engine;

public sealed class TransporterRefusalTests : EngineTest
{
    private const string Secret = "s3cr3t-in-plain-sight";

    [Theory]
    [InlineData("Password")]
    [InlineData("password")]
    [InlineData("AccessToken")]
    [InlineData("accessTokenOAuth2")]
    [InlineData("Token")]
    [InlineData("Pwd")]
    [InlineData("ProxyPassword")]
    public void A_secret_in_a_row_is_refused_and_shown_nowhere(string property)
    {
        Session.Set("row", new PSObject(new PSObject()) { Properties = { new PSNoteProperty("host", "a.example.com"), new PSNoteProperty("user", "bob"), new PSNoteProperty(property, Secret) } });

        var output = Run("$row | New-SmtpTransporter");

        AssertRefusedUnseen(output);
        Assert.Contains(property, Assert.Single(output.Errors).Exception.Message);
    }

    [Theory]
    [InlineData("a.example.com -UserName bob -AccessToken $args[0]")]
    [InlineData("a.example.com -UserName bob -AccessToken \"$($args[0])\" -AuthenticationMechanism XOAuth2")]
    [InlineData("a.example.com -Proxy \"http://bob:$($args[0])@proxy.example.com:3128\"")]
    public void A_secret_as_an_argument_is_refused_and_shown_nowhere(string arguments) =>
        AssertRefusedUnseen(Run($"New-SmtpTransporter {arguments}", Secret));

    [Fact]
    public void A_secret_in_a_row_is_refused_also_where_errors_terminate()
    {
        var output = Run("[pscustomobject]@{ host = 'a.example.com'; password = $args[0] } | New-SmtpTransporter -ErrorAction Stop", Secret);

        Assert.True(output.IsTerminated);
        AssertRefusedUnseen(output);
    }

    [Fact]
    public void A_hashtable_is_refused_with_what_to_do()
    {
        var error = Run("@{ Host = 'a.example.com' } | New-SmtpTransporter").Error("InvalidInput", "New-SmtpTransporter");

        Assert.Contains("[pscustomobject]", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Password = $secure", "InvalidInput")]
    [InlineData("user = 'bob'", "MissingToken")]
    [InlineData("authenticationMode = 'OAUTH2'", "MissingToken")]
    [InlineData("AccessToken = $secure", "MissingToken")]
    [InlineData("Credential = $cred; authenticationMode = 'XOAUTH2'", "MissingToken")]
    public void A_credential_that_cannot_log_in_is_refused(string property, string id)
    {
        Session.Set("secure", Secure("x"));

        Run($"[pscustomobject]@{{ host = 'a.example.com'; {property} }} | New-SmtpTransporter").Error(id, "New-SmtpTransporter");
    }

    [Theory]
    [InlineData("-Port 65536", "65535")]
    [InlineData("-Port -1", "0")]
    [InlineData("-Port abc", "abc")]
    [InlineData("-AuthenticationMechanism Kerberos", "Auto, None, Plain, Login, CramMd5, DigestMd5, ScramSha1, ScramSha256, ScramSha512, Ntlm, XOAuth2, OAuthBearer")]
    [InlineData("-ServerCertificateThumbprint 00:11:22", "40 (SHA-1) or 64 (SHA-256)")]
    [InlineData("-ServerCertificateThumbprint 0123456789ABCDEF0123456789ABCDEF0123456Z", "40 (SHA-1) or 64 (SHA-256)")]
    [InlineData("-MinimumTlsVersion 1.4", "Tls10, Tls11, Tls12, Tls13")]
    [InlineData("-MinimumTlsVersion Ssl3", "Tls10, Tls11, Tls12, Tls13")]
    [InlineData("-Tls Sometimes", "Auto, Implicit, StartTls, Opportunistic, None")]
    [InlineData("-LogFormat Xml", "Text, Json")]
    [InlineData("-LogContent Some", "None, Headers, Full")]
    [InlineData("-ConnectionTimeout -1", "0")]
    [InlineData("-SendTimeout 86401", "86400")]
    public void A_value_that_is_not_allowed_is_told_what_is(string arguments, string allowed)
    {
        var output = Run($"New-SmtpTransporter a.example.com {arguments}");

        Assert.Empty(output.Objects);
        Assert.Contains(allowed, Assert.Single(output.Errors).Exception.Message);
    }

    [Theory]
    [InlineData("Port = '70000'", "65535")]
    [InlineData("Port = 'twenty'", "'twenty' is not a whole number")]
    [InlineData("ConnectionTimeout = '1 minute'", "not a whole number")]
    [InlineData("Tls = 'Implict'", "Auto, Implicit, StartTls, Opportunistic, None")]
    [InlineData("LogFormat = 'Xml'", "Text, Json")]
    [InlineData("LogContent = 'Some'", "None, Headers, Full")]
    [InlineData("MinimumTlsVersion = 'Ssl3'", "Tls10, Tls11, Tls12, Tls13")]
    [InlineData("MinimumTlsVersion = 5", "Tls10, Tls11, Tls12, Tls13")]
    [InlineData("authenticationMode = 99", "CramMd5")]
    [InlineData("NoKeepAlive = 'maybe'", "neither true nor false")]
    [InlineData("LogUserName = 5", "neither true nor false")]
    [InlineData("ClientCertificate = 'no certificate'", "not a X509Certificate2")]
    [InlineData("bodyCharset = $true", "utf-8")]
    [InlineData("ServerCertificateThumbprint = 5", "64 (SHA-256)")]
    [InlineData("authenticationMode = 'GSSAPI'", "CramMd5")]
    [InlineData("bodyCharset = 'klingon'", "utf-8")]
    [InlineData("ServerCertificateThumbprint = 'xyz'", "64 (SHA-256)")]
    public void A_cell_that_is_not_allowed_is_told_what_is(string property, string allowed)
    {
        var output = Run($"[pscustomobject]@{{ host = 'a.example.com'; {property} }} | New-SmtpTransporter");

        Assert.Empty(output.Objects);
        Assert.Contains(allowed, Assert.Single(output.Errors).Exception.Message);
    }

    [Theory]
    [InlineData("-Proxy ftp://proxy.example.com:21")]
    [InlineData("-Proxy proxy.example.com")]
    [InlineData("-Proxy socks5://proxy.example.com")]
    public void A_proxy_that_is_none_is_refused(string arguments)
    {
        var error = Run($"New-SmtpTransporter a.example.com {arguments}").Error("InvalidProxy", "New-SmtpTransporter");

        Assert.Contains("socks5", error.Exception.Message);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
    }

    [Theory]
    [InlineData("\"a.example.com`r`nMAIL\"")]
    [InlineData("a.example.com -LocalDomain \"c.example.com`r`nMAIL FROM:<x@y>\"")]
    [InlineData("a.example.com -LocalDomain 'two words'")]
    public void A_name_that_could_forge_a_command_is_refused(string arguments) =>
        Run($"New-SmtpTransporter {arguments}").Error("InvalidInput", "New-SmtpTransporter");

    [Theory]
    [InlineData("NoSuchDrive:/smtp.log")]
    [InlineData("Variable:/smtp.log")]
    public void A_log_that_is_not_in_the_file_system_is_unavailable(string path)
    {
        var error = Run("New-SmtpTransporter a.example.com -LogPath $args[0]", path).Error("LogUnavailable", "New-SmtpTransporter");

        Assert.Equal(ErrorCategory.OpenError, error.CategoryInfo.Category);
        Assert.Contains(path, error.Exception.Message);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    private static void AssertRefusedUnseen(SessionOutput output)
    {
        Assert.Empty(output.Objects);
        var error = output.Error("PlainTextSecret", "New-SmtpTransporter");
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        var forms = new SecretForms("bob", Secret);

        // The line of the script and the values bound to the command are the user's own, and the engine's.
        forms.AssertAbsent("error", PropertyWalker.Texts(error, nameof(ErrorRecord.InvocationInfo)));
        forms.AssertAbsent("position", [error.InvocationInfo.Line, error.InvocationInfo.PositionMessage]);
        forms.AssertAbsent("bound", PropertyWalker.Texts(error.InvocationInfo.BoundParameters));
        forms.AssertAbsent("warnings", output.Warnings);
        forms.AssertAbsent("Clixml", [PSSerializer.Serialize(error)]);
    }
}
