using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpLog.Contracts;
using SmtpLog.Mail;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Checks;

/// <summary>A check that the user stops: what AgreementTests cannot see, since a stopped pipeline has no output.</summary>
public class CancelledCheckTests
{
    [Fact]
    public async Task It_ends_at_once_with_its_reason_in_result_and_log()
    {
        string log = Path.GetTempFileName();
        try
        {
            using var stop = new CancellationTokenSource();
            await using var server = new ScriptedServer(async peer =>
            {
                await stop.CancelAsync();
                await peer.ClientGoneAsync();
            });
            using var mailer = new SmtpMailer(new SmtpTransporterOptions { Host = "localhost", Port = server.Port, Tls = SmtpTls.None, LogPath = log });

            var result = await Bound.Run(() => mailer.Check(new SmtpCheckOptions { StopAfter = SmtpStage.Hello }, stop.Token));

            Assert.Equal((SmtpErrorKind.Cancelled, SmtpHealthState.Unknown, 3), (result.ErrorKind!.Value, result.State, result.ExitCode));
            await server.EndedAsync();
            string[] lines = File.ReadAllLines(log);
            Assert.Contains(" kind=Cancelled stage=Connect ", lines[^2], StringComparison.Ordinal);
            Assert.Contains("### SMTP Connection closed.", lines[^1], StringComparison.Ordinal);
            Assert.Equal(lines, result.Transcript.Select(entry => $"{entry}"));
        }
        finally
        {
            File.Delete(log);
        }
    }
}
