using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmtpLog.Mail;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>A thousand failures leave nothing open behind them.</summary>
[Collection(nameof(HandleTests))]
[CollectionDefinition(nameof(HandleTests), DisableParallelization = true)]
public class HandleTests
{
    private const int Rounds = 250;

    [Fact]
    public async Task A_thousand_failures_leave_no_handle_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Open handles are counted in /proc.");
        using var folder = new TemporaryFolder();

        // The first round opens what stays open for good: the resolver's, the thread pool's, the certificates'.
        await FailAsync(folder.Path, 10);
        string[] before = Handles();
        await FailAsync(folder.Path, Rounds);
        Assert.Empty(Handles().Except(before));
    }

    private static async Task FailAsync(string folder, int rounds)
    {
        var good = new GoodServer { Extensions = ["AUTH PLAIN"], Login = true };
        await using var resetting = ScriptedServer.Repeat(rounds, async peer =>
        {
            await good.UpToAsync(peer, Point.Hello);
            peer.Reset();
        });
        await using var refusing = ScriptedServer.Repeat(rounds, async peer =>
        {
            await good.UpToAsync(peer, Point.Auth);
            await peer.SendAsync("535 5.7.8 no\r\n");
            await GoodServer.NextAsync(peer);
        });
        await using var unencrypted = ScriptedServer.Repeat(rounds, async peer =>
        {
            await peer.ReadBytesAsync(1);
            await peer.SendAsync("220 mail.test\r\n");
        });
        int closed = ScriptedServer.ClosedPort();
        var plain = Setup.Login(SmtpAuthenticationMechanism.Plain);
        var secure = new Setup { Tls = SmtpTls.Implicit };
        await Bound.Run(() =>
        {
            for (int i = 0; i < rounds; i++)
            {
                Send(plain, closed, SmtpErrorKind.ConnectionRefused);
                Send(plain, resetting.Port, SmtpErrorKind.ConnectionLost);
                Send(plain, refusing.Port, SmtpErrorKind.AuthenticationFailed);
                Send(secure, unencrypted.Port, SmtpErrorKind.TlsHandshakeFailed);
            }

            return true;
        });

        void Send(Setup setup, int port, SmtpErrorKind kind)
        {
            using var mailer = new SmtpMailer(setup.Options(port, Path.Combine(folder, "smtp.log")));
            Assert.Equal(kind, mailer.Send(Sender.Message(), TestContext.Current.CancellationToken).ErrorKind);
        }
    }

    /// <summary>Sockets and files of this process, each by what it leads to.</summary>
    private static string[] Handles() =>
    [
        .. new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos()
            .Select(handle => handle.LinkTarget)
            .OfType<string>()
            .Where(target => target.StartsWith("socket:", StringComparison.Ordinal) || target.EndsWith("smtp.log", StringComparison.Ordinal)),
    ];
}
