using System;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SmtpLog.Contracts;
using SmtpLog.TestServer;
using Xunit;

namespace SmtpLog.Tests.TestServer;

/// <summary>Servers, logins and mails that the tests share.</summary>
internal static class Servers
{
    public const string User = "bob@example.com";

    public const string Password = "open, Sesame";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static SmtpTestServerEngine Start(SmtpTls tls = SmtpTls.None) => new(new SmtpTestServerOptions { Tls = tls });

    public static SmtpTestServerEngine WithLogin(SmtpTls tls = SmtpTls.None, params SmtpAuthenticationMechanism[] mechanisms) =>
        new(new SmtpTestServerOptions
        {
            Tls = tls,
            Credential = new NetworkCredential(User, Password),
            Mechanisms = mechanisms,
        });

    public static SmtpTestServerEngine WithToken(string token, NetworkCredential? credential = null) =>
        new(new SmtpTestServerOptions { Tls = SmtpTls.None, AccessToken = token, Credential = credential });

    /// <summary>A MailKit client that trusts the server's certificate and no other.</summary>
    public static async Task<SmtpClient> ConnectAsync(SmtpTestServerEngine server, SecureSocketOptions options)
    {
        var client = new SmtpClient
        {
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = (_, certificate, _, _) =>
                Convert.ToHexString(certificate!.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256))
                    == server.ServerCertificateThumbprint,
        };
        await client.ConnectAsync("127.0.0.1", server.Port, options, Cancelled);
        return client;
    }

    public static SaslMechanism Sasl(string name, string user, string password) => name switch
    {
        "PLAIN" => new SaslMechanismPlain(user, password),
        "LOGIN" => new SaslMechanismLogin(user, password),
        "CRAM-MD5" => new SaslMechanismCramMd5(user, password),
        "SCRAM-SHA-256" => new SaslMechanismScramSha256(user, password),
        "XOAUTH2" => new SaslMechanismOAuth2(user, password),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    public static MimeMessage Mail(string subject = "Try") => new(
        [new MailboxAddress("Ops", "ops@example.com")],
        [new MailboxAddress("Bob", "bob@example.com")],
        subject,
        new TextPart("plain") { Text = "done\n.leading dot\n..two\n" });

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
