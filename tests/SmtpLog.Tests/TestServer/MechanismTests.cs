using System;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using SmtpLog.Contracts;
using SmtpLog.TestServer;
using SmtpLog.TestServer.Authentication;
using Xunit;

namespace SmtpLog.Tests.TestServer;

public class MechanismTests
{
    // RFC 7677, section 3.
    private const string ServerNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private const string ClientFirst = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private const string ServerFirst =
        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private const string ClientFinal =
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private const string ServerFinal = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    [Fact]
    public void Scram_speaks_the_example_of_RFC_7677()
    {
        ScramSha256Mechanism scram = Scram();
        Assert.Equal(ServerFirst, Challenge(scram, ClientFirst));
        Assert.Equal(ServerFinal, Challenge(scram, ClientFinal));
        AuthenticationStep end = scram.Next([]);
        Assert.Equal(AuthenticationOutcome.Success, end.Outcome);
        Assert.Equal("user", end.User);
    }

    [Theory]
    [InlineData("p=dHz", "p=eHz", AuthenticationOutcome.Failure)]
    [InlineData("k0,p=", "k1,p=", AuthenticationOutcome.Failure)]
    [InlineData("c=biws", "c=eSws", AuthenticationOutcome.Malformed)]
    [InlineData("p=dHz", "p=*", AuthenticationOutcome.Malformed)]
    [InlineData(",p=", ",q=", AuthenticationOutcome.Malformed)]
    public void Scram_refuses_a_final_message_that_was_tampered_with(string what, string by, object outcome)
    {
        ScramSha256Mechanism scram = Scram();
        Challenge(scram, ClientFirst);
        Assert.Equal(outcome, Say(scram, ClientFinal.Replace(what, by, StringComparison.Ordinal)).Outcome);
    }

    [Theory]
    [InlineData("", AuthenticationOutcome.Malformed)]
    [InlineData("n,,n=user", AuthenticationOutcome.Malformed)]
    [InlineData("n,,n=user,r=", AuthenticationOutcome.Malformed)]
    [InlineData("n,,n=us=er,r=x", AuthenticationOutcome.Malformed)]
    [InlineData("n,,m=new,n=user,r=x", AuthenticationOutcome.Malformed)]
    [InlineData("p=tls-unique,,n=user,r=x", AuthenticationOutcome.Malformed)]
    [InlineData("n,a=eve,n=user,r=x", AuthenticationOutcome.Failure)]
    [InlineData("y,a=user,n=user,r=x", AuthenticationOutcome.Continue)]
    [InlineData("n,,n=a=2Cb=3D,r=x", AuthenticationOutcome.Continue)]
    public void Scram_reads_first_messages_as_RFC_5802_writes_them(string message, object outcome) =>
        Assert.Equal(outcome, Say(Scram(), message).Outcome);

    [Theory]
    [InlineData("I\u00ADX", "IX")]
    [InlineData("\u00AA", "a")]
    [InlineData("\u2168", "IX")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("e\u0301", "\u00E9")]
    public void Passwords_are_compared_as_SASLprep_has_them(string given, string prepared) =>
        Assert.Equal(prepared, SaslText.Prepare(given));

    [Theory]
    [InlineData("secret", "secret", true)]
    [InlineData("secret", "Secret", false)]
    [InlineData("secret", "secret ", false)]
    [InlineData("", "", true)]
    public void Secrets_are_compared_byte_by_byte(string left, string right, bool equal) =>
        Assert.Equal(equal, Crypto.AreEqual(left, right));

    [Theory]
    [InlineData(SmtpAuthenticationMechanism.Ntlm, false, false, "NTLM")]
    [InlineData(SmtpAuthenticationMechanism.ScramSha256, false, false, "only with a credential")]
    [InlineData(SmtpAuthenticationMechanism.ScramSha256, false, true, "only with a credential")]
    [InlineData(SmtpAuthenticationMechanism.Plain, false, true, "cannot check a password")]
    [InlineData(SmtpAuthenticationMechanism.None, true, false, "needs a mechanism")]
    [InlineData(SmtpAuthenticationMechanism.ScramSha1, true, true, "does not know")]
    public void A_mechanism_that_cannot_be_offered_is_refused_at_the_start(
        SmtpAuthenticationMechanism mechanism, bool credential, bool token, string why)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new SmtpTestServerEngine(new SmtpTestServerOptions
        {
            Tls = SmtpTls.None,
            Credential = credential ? new NetworkCredential("bob", "pw") : null,
            AccessToken = token ? "token" : null,
            Mechanisms = [mechanism],
        }));
        Assert.Contains(why, refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Mechanisms_narrow_what_is_offered()
    {
        using SmtpTestServerEngine server = Servers.WithLogin(
            SmtpTls.None, SmtpAuthenticationMechanism.Login, SmtpAuthenticationMechanism.CramMd5);
        using RawClient client = await RawClient.GreetAsync(server);
        Assert.Contains("\n250-AUTH CRAM-MD5 LOGIN\n", await client.AskAsync("EHLO x"), StringComparison.Ordinal);
        await client.ExpectAsync("AUTH PLAIN", "504 5.5.4 ");
    }

    [Fact]
    public async Task None_offers_no_login_at_all()
    {
        using SmtpTestServerEngine server = new(new SmtpTestServerOptions
        {
            Tls = SmtpTls.None,
            Mechanisms = [SmtpAuthenticationMechanism.None],
        });
        using RawClient client = await RawClient.GreetAsync(server);
        Assert.DoesNotContain("AUTH", await client.AskAsync("EHLO x"), StringComparison.Ordinal);
        await client.ExpectAsync("AUTH PLAIN", "502 5.5.1 ");
    }

    private static ScramSha256Mechanism Scram() => new(
        new Logins(new SmtpTestServerOptions { Credential = new NetworkCredential("user", "pencil") }),
        new ScramVerifier("pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096),
        ServerNonce);

    private static AuthenticationStep Say(IServerMechanism mechanism, string message) =>
        mechanism.Next(Encoding.UTF8.GetBytes(message));

    private static string Challenge(IServerMechanism mechanism, string message)
    {
        AuthenticationStep step = Say(mechanism, message);
        Assert.Equal(AuthenticationOutcome.Continue, step.Outcome);
        return Encoding.UTF8.GetString(step.Challenge);
    }
}
