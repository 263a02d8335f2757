using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SmtpLog.Contracts;
using SmtpLog.Mail;

namespace SmtpLog.Benchmarks;

/// <summary>What logging costs a send to a real server over TLS: the Postfix that tests/servers/up.sh has started.</summary>
internal sealed class TlsSending : IDisposable
{
    private const string Variable = "SMTPLOG_TEST_SERVERS";
    private const string Prefix = "SMTPLOG_POSTFIX_";
    private const int Count = 100;

    private readonly string _log = Path.GetTempFileName();
    private readonly Dictionary<string, string> _server;

    private TlsSending(Dictionary<string, string> server) => _server = server;

    private string Host => _server["HOST"];

    private int Port => int.Parse(_server["SUBMISSION_PORT"], CultureInfo.InvariantCulture);

    private string Recipient => "bob@" + _server["DOMAIN"];

    /// <summary>Null, and said so, where no server was started.</summary>
    public static TlsSending? Find()
    {
        string? path = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(path))
        {
            Console.WriteLine($"(TLS to a real server is left out: run tests/servers/up.sh postfix and set {Variable} to the path it prints.)");
            return null;
        }

        return new TlsSending(File.ReadLines(path)
            .Where(line => line.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(line => line[Prefix.Length..].Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
    }

    public Comparison Comparison() =>
        new($"{Count} small messages over STARTTLS to Postfix, logged", "bare MailKit loop", ">= 0.97 x its rate", ratio => ratio >= 0.97, Logged, Bare) { IsRate = true };

    public void Dispose() => File.Delete(_log);

    private void Bare()
    {
        using var client = new SmtpClient();
        client.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256) == _server["THUMBPRINT"];
        client.Connect(Host, Port, SecureSocketOptions.StartTls);
        client.Authenticate(new SaslMechanismPlain(new NetworkCredential(_server["USER"], _server["PASSWORD"])));
        for (int i = 0; i < Count; i++)
        {
            using var message = new MimeMessage();
            message.From.Add(MailboxAddress.Parse(Recipient));
            message.To.Add(MailboxAddress.Parse(Recipient));
            message.Subject = "Nightly";
            message.Body = new TextPart("plain") { Text = "done" };
            client.Send(message);
        }

        client.Disconnect(quit: true);
    }

    private void Logged()
    {
        using var mailer = new SmtpMailer(new SmtpTransporterOptions
        {
            Host = Host,
            Port = Port,
            Tls = SmtpTls.StartTls,
            Pins = [_server["THUMBPRINT"]],
            Credential = new NetworkCredential(_server["USER"], _server["PASSWORD"]),
            Mechanism = SmtpAuthenticationMechanism.Plain,
            LogPath = _log,
        });
        var message = new SmtpMessageOptions { From = Recipient, To = [Recipient], Subject = "Nightly", TextBody = "done" };
        for (int i = 0; i < Count; i++)
        {
            var result = mailer.Send(message, CancellationToken.None);
            if (!result.Success)
            {
                throw new InvalidOperationException(result.StatusText);
            }
        }
    }
}
