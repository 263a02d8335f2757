using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SmtpLog.Contracts;
using SmtpLog.Mail;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.Benchmarks;

/// <summary>What logging costs a send.</summary>
internal sealed class Sending : IDisposable
{
    private const int Small = 1000;
    private const int Large = 20;
    private const int LargeSize = 1024 * 1024;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(10);

    private readonly SinkServer _server = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("smtplog-bench-").FullName;
    private readonly Engine _engine = new();

    public IEnumerable<Comparison> Comparisons()
    {
        string large = new('x', 70);
        string body = string.Concat(System.Linq.Enumerable.Repeat(large + "\r\n", LargeSize / 72));
        yield return new($"{Small} small messages, logged", "bare MailKit loop", ">= 0.8 x its rate", ratio => ratio >= 0.8, () => Logged(Small, "done", SmtpLogContent.Headers), () => Bare(Small, "done", null)) { IsRate = true, IsOnOneProcessor = true, Rounds = 21, WarmUp = s_warmUp };
        yield return new($"{Small} small messages, logged twice: -LogPath and Start-SmtpLog", "bare MailKit loop", "(for comparison)", _ => true, () => LoggedTwice(Small, "done"), () => Bare(Small, "done", null)) { IsRate = true, IsOnOneProcessor = true, Rounds = 21, WarmUp = s_warmUp };
        yield return new($"{Small} small messages, MailKit's ProtocolLogger", "bare MailKit loop", "(for comparison)", _ => true, () => Bare(Small, "done", Path.Combine(_folder, "protocol.log")), () => Bare(Small, "done", null)) { IsRate = true, IsOnOneProcessor = true, Rounds = 21, WarmUp = s_warmUp };
        yield return new($"{Small} small messages through Send-SmtpLoggedMessage", "bare MailKit loop", ">= 0.6 x its rate", ratio => ratio >= 0.6, () => Cmdlet(Small), () => Bare(Small, "done", null)) { IsRate = true, IsOnOneProcessor = true, Rounds = 21, WarmUp = s_warmUp };
        yield return new($"{Large} messages of 1 MB, content Full", "the same with MailKit's ProtocolLogger", ">= 1 x its rate", ratio => ratio >= 1, () => Logged(Large, body, SmtpLogContent.Full), () => Bare(Large, body, Path.Combine(_folder, "protocol.log"))) { IsRate = true, IsOnOneProcessor = true };
        yield return new($"{Small * 10} small messages, logged", $"10 x {Small}", "within 10 % of linear", ratio => ratio <= 1.1, () => Logged(Small * 10, "done", SmtpLogContent.Headers), () => Repeat(10, () => Logged(Small, "done", SmtpLogContent.Headers))) { IsOnOneProcessor = true };
    }

    public void Dispose()
    {
        _engine.Dispose();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Bare(int count, string body, string? log)
    {
        using var client = log is null ? new SmtpClient() : new SmtpClient(new ProtocolLogger(log, append: false));
        client.Connect("127.0.0.1", _server.Port, SecureSocketOptions.None);
        for (int i = 0; i < count; i++)
        {
            using var message = new MimeMessage();
            message.From.Add(MailboxAddress.Parse("ops@example.com"));
            message.To.Add(MailboxAddress.Parse("bob@example.com"));
            message.Subject = "Nightly";
            message.Body = new TextPart("plain") { Text = body };
            client.Send(message);
        }

        client.Disconnect(quit: true);
    }

    private void Logged(int count, string body, SmtpLogContent content)
    {
        string log = Path.Combine(_folder, "own.log");
        File.Delete(log);
        using var mailer = new SmtpMailer(new SmtpTransporterOptions { Host = "127.0.0.1", Port = _server.Port, Tls = SmtpTls.None, LogPath = log, LogContent = content });
        var message = new SmtpMessageOptions { From = "ops@example.com", To = ["bob@example.com"], Subject = "Nightly", TextBody = body };
        for (int i = 0; i < count; i++)
        {
            var result = mailer.Send(message, CancellationToken.None);
            if (!result.Success)
            {
                throw new InvalidOperationException(result.StatusText);
            }
        }
    }

    private void LoggedTwice(int count, string body)
    {
        string logs = Path.Combine(_folder, "logs");
        ProcessLog.Shared.TryStart(new RotatingLogOptions { Folder = logs, MaximumFiles = 2 });
        Logged(count, body, SmtpLogContent.Headers);
        ProcessLog.Shared.Stop();
    }

    private void Cmdlet(int count)
    {
        string log = Path.Combine(_folder, "cmdlet.log");
        File.Delete(log);
        _engine.Run(
            """
            param($port, $log, $count)
            $t = New-SmtpTransporter 127.0.0.1 -Port $port -Tls None -LogPath $log
            1..$count | ForEach-Object { [pscustomobject]@{ To = 'bob@example.com' } } |
                Send-SmtpLoggedMessage -Transporter $t -From ops@example.com -Subject Nightly -Body done
            $t.Dispose()
            """,
            _server.Port,
            log,
            count);
    }

    private static void Repeat(int count, Action action)
    {
        for (int i = 0; i < count; i++)
        {
            action();
        }
    }
}
