using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Tests.Scripted;

namespace SmtpLog.Tests.Checks;

/// <summary>A way to fail, with what provokes it.</summary>
internal sealed class FailureCase
{
    public required SmtpErrorKind Kind { get; init; }

    /// <summary>Null: nothing is begun.</summary>
    public SmtpStage? Stage { get; init; }

    public int Code { get; init; }

    /// <summary>The server's part for each connection; null: there is no server.</summary>
    public Func<ScriptedPeer, Task>? Script { get; init; }

    /// <summary>What New-SmtpTransporter gets behind server and port.</summary>
    public string Transporter { get; init; } = "-Tls None";

    public string Server { get; init; } = "localhost";

    /// <summary>What makes the send fail, beyond what the check gets too.</summary>
    public string Message { get; init; } = string.Empty;

    public string From { get; init; } = "ops@example.com";

    public string To { get; init; } = "bob@example.com";

    /// <summary>True where a check passes, since it sends no message.</summary>
    public bool IsBeyondChecks { get; init; }

    public bool NeedsTrust { get; init; }

    public static IReadOnlyDictionary<string, FailureCase> All { get; } = new Dictionary<string, FailureCase>
    {
        ["no such name"] = new() { Kind = SmtpErrorKind.HostNotFound, Stage = SmtpStage.Connect, Server = "smtp.example.invalid" },
        ["closed port"] = new() { Kind = SmtpErrorKind.ConnectionRefused, Stage = SmtpStage.Connect },
        ["silent greeting"] = new() { Kind = SmtpErrorKind.ConnectionTimeout, Stage = SmtpStage.Connect, Script = Then(Point.Greeting, Wait), Transporter = "-Tls None -ConnectionTimeout 2" },
        ["silent handshake"] = new() { Kind = SmtpErrorKind.ConnectionTimeout, Stage = SmtpStage.Tls, Script = peer => peer.ClientGoneAsync(), Transporter = "-Tls Implicit -ConnectionTimeout 2" },
        ["lost at EHLO"] = new() { Kind = SmtpErrorKind.ConnectionLost, Stage = SmtpStage.Hello, Script = Then(Point.Hello, Hang) },
        ["no TLS behind STARTTLS"] = new() { Kind = SmtpErrorKind.TlsHandshakeFailed, Stage = SmtpStage.Tls, Script = Then(Point.Handshake, NoTls, new() { StartTls = true }), Transporter = "-Tls StartTls" },
        ["expired"] = Certificate(() => TestCertificates.Expired),
        ["wrong name"] = Certificate(() => TestCertificates.WrongName),
        ["untrusted"] = Certificate(() => TestCertificates.Untrusted),
        ["self-signed"] = Certificate(() => TestCertificates.SelfSigned),
        ["no STARTTLS"] = new() { Kind = SmtpErrorKind.StartTlsNotOffered, Stage = SmtpStage.Tls, Script = Agree(), Transporter = "-Tls StartTls" },
        ["login wanted"] = Reply(Point.Mail, "530 5.7.0 log in", SmtpErrorKind.AuthenticationRequired, SmtpStage.Mail),
        ["wrong password"] = new() { Kind = SmtpErrorKind.AuthenticationFailed, Stage = SmtpStage.Auth, Code = 535, Script = Then(Point.Auth, Answer("535 5.7.8 no"), new() { Login = true, Extensions = ["AUTH PLAIN"] }), Transporter = "-Tls None -AuthenticationMechanism Plain -Credential $cred" },
        ["no mechanism"] = new() { Kind = SmtpErrorKind.MechanismNotOffered, Stage = SmtpStage.Auth, Script = Agree("AUTH GSSAPI"), Transporter = "-Tls None -Credential $cred" },
        ["clear text"] = new() { Kind = SmtpErrorKind.ClearTextRefused, Stage = SmtpStage.Auth, Script = Agree("AUTH PLAIN LOGIN"), Transporter = "-Tls None -Credential $cred" },
        ["no SMTPUTF8"] = new() { Kind = SmtpErrorKind.CapabilityNotOffered, Stage = SmtpStage.Mail, Script = Agree(), To = "bøb@example.com" },
        ["no DSN"] = new() { Kind = SmtpErrorKind.CapabilityNotOffered, Stage = SmtpStage.Mail, Script = Agree(), Message = "-DeliveryNotification OnFailure", IsBeyondChecks = true },
        ["closed proxy"] = new() { Kind = SmtpErrorKind.ProxyFailed, Stage = SmtpStage.Connect, Transporter = $"-Tls None -Proxy socks5://127.0.0.1:{ScriptedServer.ClosedPort()}" },
        ["sender"] = Reply(Point.Mail, "550 5.1.7 bad sender", SmtpErrorKind.SenderRejected, SmtpStage.Mail),
        ["recipient"] = Reply(Point.Recipient, "550 5.1.1 unknown", SmtpErrorKind.RecipientRejected, SmtpStage.Recipient),
        ["greylisted"] = Reply(Point.Recipient, "450 4.7.1 greylisted", SmtpErrorKind.RecipientRejected, SmtpStage.Recipient),
        ["too large at MAIL"] = Reply(Point.Mail, "552 5.3.4 too big", SmtpErrorKind.MessageTooLarge, SmtpStage.Mail),
        ["too large at the end"] = Reply(Point.Dot, "552 5.3.4 too big", SmtpErrorKind.MessageTooLarge, SmtpStage.Data),
        ["message"] = Reply(Point.Dot, "554 5.7.1 spam", SmtpErrorKind.MessageRejected, SmtpStage.Data),
        ["busy"] = Reply(Point.Greeting, "421 4.3.2 later", SmtpErrorKind.ServiceUnavailable, SmtpStage.Connect),
        ["garbage"] = new() { Kind = SmtpErrorKind.ProtocolError, Stage = SmtpStage.Connect, Script = Then(Point.Greeting, peer => peer.SendAsync("\u0001\u001b[31mhello\r\n")) },
        ["silent at MAIL"] = new() { Kind = SmtpErrorKind.SendTimeout, Stage = SmtpStage.Mail, Script = Then(Point.Mail, Wait), Transporter = "-Tls None -SendTimeout 2" },
        ["bad address"] = new() { Kind = SmtpErrorKind.InvalidAddress, To = "nobody" },
        ["log"] = new() { Kind = SmtpErrorKind.LogUnavailable, Transporter = "-Tls None -LogPath ./missing/smtp.log" },
        ["attachment"] = new() { Kind = SmtpErrorKind.AttachmentNotFound, Script = Agree(), Message = "-Attachment ./missing.pdf", IsBeyondChecks = true },
    };

    private static FailureCase Reply(Point point, string reply, SmtpErrorKind kind, SmtpStage stage) => new()
    {
        Kind = kind,
        Stage = stage,
        Code = int.Parse(reply.AsSpan(0, 3), null),
        Script = point == Point.Dot ? UpToDot(reply) : Then(point, Answer(reply)),
        IsBeyondChecks = point == Point.Dot,
    };

    private static FailureCase Certificate(Func<System.Security.Cryptography.X509Certificates.X509Certificate2> certificate) => new()
    {
        Kind = SmtpErrorKind.CertificateInvalid,
        Stage = SmtpStage.Tls,
        Script = Then(
            Point.Handshake,
            async peer =>
            {
                // In TLS 1.3 this side is done before the other has judged the certificate.
                await peer.SecureAsync(certificate());
                await peer.ClientGoneAsync();
            },
            new() { StartTls = true }),
        Transporter = "-Tls StartTls -SkipCertificateRevocationCheck",
        NeedsTrust = true,
    };

    private static Func<ScriptedPeer, Task> Then(Point point, Func<ScriptedPeer, Task> fault, GoodServer? good = null) => async peer =>
    {
        await (good ?? new GoodServer()).UpToAsync(peer, point);
        await fault(peer);
    };

    /// <summary>A check resets after RCPT; only a send comes to the dot.</summary>
    private static Func<ScriptedPeer, Task> UpToDot(string reply) => async peer =>
    {
        await new GoodServer().UpToAsync(peer, Point.Recipient);
        await peer.SendAsync("250 2.1.5 ok\r\n");
        if (await peer.ExpectAsync(string.Empty) == "DATA")
        {
            await peer.SendAsync("354 go\r\n");
            while (await peer.ReadAsync() is not ("." or null))
            {
                // The content does not matter.
            }

            await peer.SendAsync(reply + "\r\n");
        }
        else
        {
            await peer.SendAsync("250 2.0.0 ok\r\n");
        }

        await GoodServer.NextAsync(peer);
    };

    private static Func<ScriptedPeer, Task> Answer(string reply) => async peer =>
    {
        await peer.SendAsync(reply + "\r\n");
        await GoodServer.NextAsync(peer);
    };

    /// <summary>Says yes to everything behind a handshake with this certificate.</summary>
    public static Func<ScriptedPeer, Task> AgreeSecurely(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) => async peer =>
    {
        await new GoodServer { StartTls = true }.UpToAsync(peer, Point.Handshake);
        if (await peer.SecureAsync(certificate))
        {
            await AgreeAsync(peer);
        }
    };

    /// <summary>Says yes to everything until the client goes.</summary>
    private static Func<ScriptedPeer, Task> Agree(params string[] extensions) => async peer =>
    {
        await peer.SendAsync("220 mail.test ESMTP\r\n");
        await AgreeAsync(peer, extensions);
    };

    private static async Task AgreeAsync(ScriptedPeer peer, params string[] extensions)
    {
        while (await peer.ReadAsync() is { } line && line != "QUIT")
        {
            bool isHello = line.StartsWith("EHLO", StringComparison.Ordinal);
            await peer.SendAsync(isHello ? string.Concat(new[] { "mail.test" }.Concat(extensions).Select(word => $"250-{word}\r\n")) + "250 HELP\r\n" : "250 2.0.0 ok\r\n");
        }
    }

    private static async Task NoTls(ScriptedPeer peer)
    {
        // As much as a record may be, or the client waits for the rest of it.
        await peer.SendAsync(new string('x', 1 << 16));
        await peer.ClientGoneAsync();
    }

    private static Task Wait(ScriptedPeer peer) => peer.ClientGoneAsync();

    private static async Task Hang(ScriptedPeer peer)
    {
        peer.Close();
        await peer.ClientGoneAsync();
    }
}
