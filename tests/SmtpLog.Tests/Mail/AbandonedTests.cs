using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using SmtpLog.Contracts;
using SmtpLog.Mail;
using SmtpLog.Tests.Scripted;
using Xunit;

namespace SmtpLog.Tests.Mail;

/// <summary>Transporters that nobody has any more, as a scheduler that runs for months leaves them by the thousand.</summary>
public sealed class AbandonedTests : IDisposable
{
    private const int Count = 50;

    private readonly TemporaryFolder _folder = new();
    private readonly List<SharedMailer> _live = [];

    private string LogPath => Path.Combine(_folder.Path, "smtp.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_transporter_that_was_never_disposed_goes_with_a_goodbye_and_leaves_nothing()
    {
        await using var server = ScriptedServer.Repeat(Count, new GoodServer().PlayAsync);
        await Bound.Run(() => SendAll(server.Port));
        Collect();

        for (int i = 0; i < Count; i++)
        {
            Assert.Equal("QUIT", (await server.EndedAsync(i)).Lines[^1]);
        }

        await Bound.Run(AllEnded);
        string[] closed = [.. File.ReadAllLines(LogPath).Where(line => line.Contains("### SMTP Connection closed. messages=1 ", StringComparison.Ordinal))];
        Assert.Equal(Count, closed.Length);
    }

    [Fact]
    public async Task One_that_was_never_used_leaves_nothing_to_be_done()
    {
        await Bound.Run(() => MakeOne());
        Collect();
        Assert.Empty(_live);
    }

    [Fact]
    public async Task One_that_is_held_keeps_its_connection()
    {
        await using var server = new ScriptedServer(new GoodServer().PlayAsync);
        using var transporter = Make(server.Port);
        await Bound.Run(() => Send(transporter));
        Collect();
        await Bound.Run(() => Send(transporter));
        Assert.Single(_live);
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task A_server_that_has_gone_meanwhile_harms_nobody()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await new GoodServer().UpToAsync(peer, Point.Quit);
            peer.Reset();
        });
        await Bound.Run(() => SendAll(server.Port, 1));
        await server.EndedAsync();
        Collect();
        await Bound.Run(AllEnded);
        Assert.Contains("### SMTP Connection closed. messages=1 ", File.ReadAllLines(LogPath)[^1], StringComparison.Ordinal);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool SendAll(int port, int count = Count)
    {
        for (int i = 0; i < count; i++)
        {
            Send(Make(port));
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool MakeOne() => Make(1).Port == 1;

    private static bool Send(SmtpTransporter transporter)
    {
        var result = transporter.Send(Sender.Message(), CancellationToken.None);
        Assert.True(result.Success, result.StatusText);
        return true;
    }

    private SmtpTransporter Make(int port)
    {
        var options = new Setup().Options(port, LogPath);
        return new SmtpTransporter(options, new SharedMailer(options, options => new SmtpMailer(options), Begun, Ended));
    }

    /// <summary>Waits until all have.</summary>
    private bool AllEnded()
    {
        lock (_live)
        {
            while (_live.Count > 0)
            {
                Monitor.Wait(_live);
            }
        }

        return true;
    }

    private void Begun(SharedMailer mailer)
    {
        lock (_live)
        {
            _live.Add(mailer);
        }
    }

    private void Ended(SharedMailer mailer)
    {
        lock (_live)
        {
            _live.Remove(mailer);
            Monitor.PulseAll(_live);
        }
    }
}
