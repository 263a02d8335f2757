using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Serialization;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>Neither a password nor a token, nor a base64 form of them, in anything that comes out: good and bad logins by every mechanism.</summary>
public sealed class LeakTests : EngineTest
{
    private const string Secret = "Tr0ub4dor-and-3-horses";

    private static readonly JsonSerializerOptions s_json = new() { ReferenceHandler = ReferenceHandler.IgnoreCycles, MaxDepth = 10 };

    private readonly SecretForms _forms = new(User, Secret);

    public static TheoryData<string, bool, string> Cases()
    {
        var data = new TheoryData<string, bool, string>();
        foreach (string mechanism in new[] { "Plain", "Login", "CramMd5", "ScramSha256", "XOAuth2" })
        {
            data.Add(mechanism, true, "Text");
            data.Add(mechanism, false, "Text");
            data.Add(mechanism, false, "Json");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_login_leaves_no_secret_anywhere(string mechanism, bool isRight, string format)
    {
        bool isToken = mechanism == "XOAuth2";
        Session.Set("secret", Secure(Secret));
        Session.Set("login", Login(User, Secret));
        Session.Set("theirs", isRight ? Login(User, Secret) : Login(User, "another"));
        Session.Set("theirToken", Secure(isRight ? Secret : "another"));
        string credential = isToken ? "-UserName ops@example.com -AccessToken $secret" : "-Credential $login";

        var started = Run($"""
            $VerbosePreference = $DebugPreference = 'Continue'
            $global:server = Start-SmtpTestServer {(isToken ? "-AccessToken $theirToken" : "-Credential $theirs")} -Mechanism {mechanism} -Verbose -Debug
            $global:t = $server | New-SmtpTransporter {credential} -LogPath $log -LogFormat {format} -LogContent Full -LogUserName -Verbose -Debug
            $server, $t
            """);
        var sent = Run("""
            $VerbosePreference = $DebugPreference = 'Continue'
            $t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Body hi -Verbose -Debug
            $t.Dispose()
            """);

        var result = Assert.IsType<SmtpSendResult>(Assert.Single(sent.Objects).BaseObject);
        Assert.Equal(isRight ? null : SmtpErrorKind.AuthenticationFailed, result.ErrorKind);
        Assert.Equal(isRight ? 0 : 1, sent.Errors.Count);
        AssertClean(started);
        AssertClean(sent);
        _forms.AssertAbsent("log", [File.ReadAllText(LogPath)]);
        _forms.AssertAbsent("test server", PropertyWalker.Texts(started.Objects[0].BaseObject));
    }

    [Fact]
    public void A_login_at_a_proxy_shows_no_secret()
    {
        Session.Set("login", Login("proxy-user", Secret));

        AssertClean(Run("New-SmtpTransporter a.example.com -Proxy http://proxy.example.com:3128 -ProxyCredential $login"));
    }

    [Fact]
    public void The_search_for_secrets_finds_them()
    {
        foreach (string text in new[]
        {
            $"x{Secret}x",
            Base64($"\0{User}\0{Secret}"),
            Base64($"{User}\0{User}\0{Secret}"),
            Base64(Secret),
            Base64($"1{Secret} and more"),
            Base64($"12{Secret} and more"),
            Base64($"user={User}\u0001auth=Bearer {Secret}\u0001\u0001"),
        })
        {
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => _forms.AssertAbsent("text", [text]));
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => _forms.AssertAbsent("object", PropertyWalker.Texts(new { Inner = new[] { new { Text = text } } })));
        }
    }

    private void AssertClean(SessionOutput output)
    {
        _forms.AssertAbsent("warnings", output.Warnings);
        _forms.AssertAbsent("verbose", output.Verbose);
        _forms.AssertAbsent("debug", output.Debug);
        foreach (var error in output.Errors)
        {
            // What the user typed and bound is the engine's to keep, and no secret can be bound but as an object that hides it.
            _forms.AssertAbsent("error", PropertyWalker.Texts(error, nameof(ErrorRecord.InvocationInfo)));
            _forms.AssertAbsent("error as Clixml", [PSSerializer.Serialize(error)]);
        }

        foreach (var item in output.Objects)
        {
            _forms.AssertAbsent("properties", PropertyWalker.Texts(item.BaseObject));
            _forms.AssertAbsent("Clixml", [PSSerializer.Serialize(item, 10)]);
            _forms.AssertAbsent("JSON", [JsonSerializer.Serialize(item.BaseObject, item.BaseObject.GetType(), s_json)]);
            _forms.AssertAbsent("JSON of the properties", [JsonSerializer.Serialize(Bag(item), s_json)]);
            _forms.AssertAbsent("text", [$"{item}"]);
        }
    }

    private static Dictionary<string, string?> Bag(PSObject item) => item.Properties.ToDictionary(property => property.Name, property => property.Value?.ToString());

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}
