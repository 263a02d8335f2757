using System;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using MailKit.Net.Smtp;
using MailKit.Security;
using SmtpLog.Contracts;
using SmtpLog.TestServer;
using Xunit;

namespace SmtpLog.Tests.TestServer;

public class AuthenticationTests
{
    private const string Wrong = "535 5.7.8 Authentication credentials invalid";

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("CRAM-MD5")]
    [InlineData("SCRAM-SHA-256")]
    [InlineData("XOAUTH2")]
    public async Task A_right_password_logs_in(string mechanism)
    {
        using SmtpTestServerEngine server = Servers.WithLogin();
        using SmtpClient client = await Servers.ConnectAsync(server, SecureSocketOptions.None);
        await client.AuthenticateAsync(
            Servers.Sasl(mechanism, Servers.User, Servers.Password), TestContext.Current.CancellationToken);
        await client.SendAsync(Servers.Mail(), TestContext.Current.CancellationToken);
        Assert.Equal(Servers.User, Assert.Single(server.Messages).AuthenticatedUser);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("CRAM-MD5")]
    [InlineData("SCRAM-SHA-256")]
    public async Task A_password_may_be_in_any_script(string mechanism)
    {
        const string Password = "Sésam, öffne dich 芝麻开门";
        using SmtpTestServerEngine server = new(new SmtpTestServerOptions
        {
            Tls = SmtpTls.None,
            Credential = new NetworkCredential("jürgen", Password),
        });
        using SmtpClient client = await Servers.ConnectAsync(server, SecureSocketOptions.None);
        await client.AuthenticateAsync(
            Servers.Sasl(mechanism, "jürgen", Password), TestContext.Current.CancellationToken);
        Assert.True(client.IsAuthenticated);
    }

    [Theory]
    [InlineData("PLAIN", Servers.User, "wrong")]
    [InlineData("LOGIN", Servers.User, "wrong")]
    [InlineData("CRAM-MD5", Servers.User, "wrong")]
    [InlineData("SCRAM-SHA-256", Servers.User, "wrong")]
    [InlineData("XOAUTH2", Servers.User, "wrong")]
    [InlineData("PLAIN", "eve", Servers.Password)]
    [InlineData("LOGIN", "eve", Servers.Password)]
    [InlineData("CRAM-MD5", "eve", Servers.Password)]
    [InlineData("SCRAM-SHA-256", "eve", Servers.Password)]
    [InlineData("XOAUTH2", "eve", Servers.Password)]
    public async Task A_wrong_login_is_refused_and_the_connection_goes_on(string mechanism, string user, string password)
    {
        using SmtpTestServerEngine server = Servers.WithLogin();
        using SmtpClient client = await Servers.ConnectAsync(server, SecureSocketOptions.None);
        AuthenticationException failure = await Assert.ThrowsAsync<AuthenticationException>(() =>
            client.AuthenticateAsync(Servers.Sasl(mechanism, user, password), TestContext.Current.CancellationToken));
        Assert.Contains("5.7.8 Authentication credentials invalid", failure.Message, StringComparison.Ordinal);
        await client.NoOpAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("CRAM-MD5")]
    [InlineData("XOAUTH2")]
    public async Task Without_a_credential_any_login_is_taken(string mechanism)
    {
        using SmtpTestServerEngine server = Servers.Start();
        using SmtpClient client = await Servers.ConnectAsync(server, SecureSocketOptions.None);
        await client.AuthenticateAsync(Servers.Sasl(mechanism, "anyone", "any"), TestContext.Current.CancellationToken);
        Assert.True(client.IsAuthenticated);
    }

    [Fact]
    public async Task Auth_is_offered_strongest_first_and_SCRAM_only_with_a_credential()
    {
        using SmtpTestServerEngine any = Servers.Start();
        using RawClient first = await RawClient.ConnectAsync(any);
        Assert.Contains("\n250-AUTH CRAM-MD5 PLAIN LOGIN XOAUTH2\n", await first.AskAsync("EHLO x"), StringComparison.Ordinal);

        using SmtpTestServerEngine one = Servers.WithLogin();
        using RawClient second = await RawClient.ConnectAsync(one);
        Assert.Contains(
            "\n250-AUTH SCRAM-SHA-256 CRAM-MD5 PLAIN LOGIN XOAUTH2\n", await second.AskAsync("EHLO x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_works_with_and_without_an_initial_response()
    {
        using SmtpTestServerEngine server = Servers.WithLogin();
        string response = Servers.Base64($"\0{Servers.User}\0{Servers.Password}");
        using RawClient first = await RawClient.GreetAsync(server);
        await first.ExpectAsync($"AUTH PLAIN {response}", "235 2.7.0 ");
        using RawClient second = await RawClient.GreetAsync(server);
        Assert.Equal("334 ", await second.AskAsync("auth plain"));
        await second.ExpectAsync(response, "235 2.7.0 ");
    }

    [Fact]
    public async Task Plain_lets_nobody_act_in_the_name_of_another()
    {
        using SmtpTestServerEngine server = Servers.WithLogin();
        using RawClient client = await RawClient.GreetAsync(server);
        string response = Servers.Base64($"eve\0{Servers.User}\0{Servers.Password}");
        Assert.Equal(Wrong, await client.AskAsync($"AUTH PLAIN {response}"));
        response = Servers.Base64($"{Servers.User}\0{Servers.User}\0{Servers.Password}");
        await client.ExpectAsync($"AUTH PLAIN {response}", "235 ");
    }

    [Fact]
    public async Task Login_prompts_as_all_servers_do_and_takes_the_user_with_the_command()
    {
        using SmtpTestServerEngine server = Servers.WithLogin();
        using RawClient first = await RawClient.GreetAsync(server);
        Assert.Equal("334 VXNlcm5hbWU6", await first.AskAsync("AUTH LOGIN"));
        Assert.Equal("334 UGFzc3dvcmQ6", await first.AskAsync(Servers.Base64(Servers.User)));
        await first.ExpectAsync(Servers.Base64(Servers.Password), "235 2.7.0 ");
        using RawClient second = await RawClient.GreetAsync(server);
        Assert.Equal("334 UGFzc3dvcmQ6", await second.AskAsync($"AUTH LOGIN {Servers.Base64(Servers.User)}"));
        await second.ExpectAsync(Servers.Base64(Servers.Password), "235 2.7.0 ");
    }

    [Fact]
    public async Task CramMd5_sends_a_new_challenge_each_time_and_takes_no_initial_response()
    {
        using SmtpTestServerEngine server = Servers.WithLogin();
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync("AUTH CRAM-MD5 Ym9i", "501 5.7.0 ");
        string first = await client.AskAsync("AUTH CRAM-MD5");
        await client.ExpectAsync("*", "501 5.7.0 ");
        string second = await client.AskAsync("AUTH CRAM-MD5");
        Assert.NotEqual(first, second);
        await client.ExpectAsync(Servers.Base64("no digest"), "501 5.5.2 ");
    }

    [Fact]
    public async Task XOAuth2_says_why_it_refuses_and_waits_for_an_empty_line()
    {
        using SmtpTestServerEngine server = Servers.WithToken("right");
        using RawClient client = await RawClient.GreetAsync(server);
        Assert.Contains("\n250-AUTH XOAUTH2\n", await client.AskAsync("EHLO x"), StringComparison.Ordinal);
        Assert.Equal("334 ", await client.AskAsync("AUTH XOAUTH2"));
        string challenge = await client.AskAsync(Servers.Base64("user=bob\u0001auth=Bearer wrong\u0001\u0001"));
        Assert.StartsWith("334 ", challenge);
        Assert.StartsWith("{\"status\":\"401\"", Encoding.UTF8.GetString(Convert.FromBase64String(challenge[4..])));
        Assert.Equal(Wrong, await client.AskAsync(string.Empty));
        await client.ExpectAsync($"AUTH XOAUTH2 {Servers.Base64("user=bob\u0001auth=Bearer right\u0001\u0001")}", "235 ");
    }

    [Theory]
    [InlineData("bob", "right", "235 ")]
    [InlineData("bob", "password", "334 ")]
    [InlineData("eve", "right", "334 ")]
    [InlineData("", "right", "334 ")]
    public async Task A_token_beside_a_credential_belongs_to_its_user(string user, string token, string reply)
    {
        using SmtpTestServerEngine server = Servers.WithToken("right", new NetworkCredential("bob", "password"));
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync($"AUTH XOAUTH2 {Servers.Base64($"user={user}\u0001auth=Bearer {token}\u0001\u0001")}", reply);
    }

    [Fact]
    public async Task A_token_of_four_kilobytes_is_taken()
    {
        string token = new('t', 4500);
        using SmtpTestServerEngine server = Servers.WithToken(token);
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync($"AUTH XOAUTH2 {Servers.Base64($"user=bob\u0001auth=Bearer {token}\u0001\u0001")}", "235 ");
        using RawClient other = await RawClient.GreetAsync(server);
        await other.ExpectAsync($"AUTH XOAUTH2 {new string('A', 20000)}", "500 5.5.6 ");
        await other.ExpectAsync("NOOP", "250 ");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mail_without_login_gets_530_where_one_is_required(bool token)
    {
        using SmtpTestServerEngine server = token ? Servers.WithToken("right") : Servers.WithLogin();
        using RawClient client = await RawClient.GreetAsync(server);
        Assert.Equal("530 5.7.0 Authentication required", await client.AskAsync("MAIL FROM:<a@example.com>"));
        await client.ExpectAsync("NOOP", "250 ");
    }

    [Fact]
    public async Task What_is_no_proper_exchange_is_refused()
    {
        using SmtpTestServerEngine server = Servers.WithLogin();
        using RawClient client = await RawClient.ConnectAsync(server);
        await client.ExpectAsync("AUTH PLAIN", "503 5.5.1 ");
        await client.ExpectAsync("HELO x", "250 ");
        await client.ExpectAsync("AUTH PLAIN", "503 5.5.1 ");
        await client.ExpectAsync("EHLO x", "250-");
        await client.ExpectAsync("AUTH", "501 5.5.4 ");
        await client.ExpectAsync("AUTH GSSAPI", "504 5.5.4 ");
        await client.ExpectAsync("AUTH PLAIN not*base64", "501 5.5.2 ");
        await client.ExpectAsync("AUTH PLAIN AGEA YgA=", "501 5.5.2 ");
        await client.ExpectAsync("AUTH PLAIN =", "501 5.5.2 ");
        await client.ExpectAsync("AUTH PLAIN", "334 ");
        await client.ExpectAsync("still not base64", "501 5.5.2 ");
        await client.ExpectAsync("AUTH PLAIN", "334 ");
        await client.ExpectAsync("*", "501 5.7.0 ");
        await client.ExpectAsync("AUTH PLAIN /w==", "501 5.5.2 ");
        await client.ExpectAsync($"AUTH XOAUTH2 {Servers.Base64("user=bob")}", "501 5.5.2 ");
        await client.ExpectAsync("NOOP", "250 ");
    }

    [Fact]
    public async Task Nobody_logs_in_twice_or_within_a_transaction()
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        string login = $"AUTH PLAIN {Servers.Base64("\0bob\0any")}";
        await client.ExpectAsync("MAIL FROM:<>", "250 ");
        await client.ExpectAsync(login, "503 5.5.1 ");
        await client.ExpectAsync("RSET", "250 ");
        await client.ExpectAsync(login, "235 ");
        await client.ExpectAsync(login, "503 5.5.1 ");
    }

    [Theory]
    [InlineData("\0\0any")]
    [InlineData("\0bob\0")]
    public async Task A_login_needs_a_user_and_a_password_also_where_any_is_taken(string response)
    {
        using SmtpTestServerEngine server = Servers.Start();
        using RawClient client = await RawClient.GreetAsync(server);
        Assert.Equal(Wrong, await client.AskAsync($"AUTH PLAIN {Servers.Base64(response)}"));
    }

    [Fact]
    public async Task The_domain_of_a_Windows_credential_may_stand_before_the_user()
    {
        using SmtpTestServerEngine server = new(new SmtpTestServerOptions
        {
            Tls = SmtpTls.None,
            Credential = new NetworkCredential("bob", "pw", "CORP"),
        });
        using RawClient client = await RawClient.GreetAsync(server);
        await client.ExpectAsync($"AUTH PLAIN {Servers.Base64("\0CORP\\bob\0pw")}", "235 ");
    }
}
