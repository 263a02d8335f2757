using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace SmtpLog.Tests.Scripted;

/// <summary>A server that behaves, up to the point at which a script takes over.</summary>
internal sealed class GoodServer
{
    public string[] Extensions { get; init; } = [];

    public bool ImplicitTls { get; init; }

    public bool StartTls { get; init; }

    public bool Login { get; init; }

    public X509Certificate2 Certificate { get; init; } = TestCertificates.Valid;

    /// <summary>Plays all of a session, any number of messages.</summary>
    public async Task PlayAsync(ScriptedPeer peer)
    {
        await UpToAsync(peer, Point.Mail).ConfigureAwait(false);
        while (true)
        {
            await FromMailAsync(peer, Point.Quit).ConfigureAwait(false);
            if (!await NextAsync(peer).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>The client has reached this point, and awaits an answer.</summary>
    public async Task UpToAsync(ScriptedPeer peer, Point point)
    {
        if (ImplicitTls && (point == Point.Handshake || !await peer.SecureAsync(Certificate).ConfigureAwait(false)))
        {
            return;
        }

        if (point == Point.Greeting)
        {
            return;
        }

        await peer.SendAsync("220 mail.test ESMTP\r\n").ConfigureAwait(false);
        await peer.ExpectAsync("EHLO").ConfigureAwait(false);
        if (point == Point.Hello)
        {
            return;
        }

        await SayExtensionsAsync(peer, StartTls ? "STARTTLS" : null).ConfigureAwait(false);
        if (StartTls && !await SecureUpToAsync(peer, point).ConfigureAwait(false))
        {
            return;
        }

        if (Login)
        {
            await peer.ExpectAsync("AUTH").ConfigureAwait(false);
            if (point == Point.Auth)
            {
                return;
            }

            await peer.SendAsync("235 2.7.0 ok\r\n").ConfigureAwait(false);
        }

        await peer.ExpectAsync("MAIL FROM:").ConfigureAwait(false);
        await FromMailAsync(peer, point).ConfigureAwait(false);
    }

    /// <summary>MAIL is read; goes on from there.</summary>
    public static async Task FromMailAsync(ScriptedPeer peer, Point point)
    {
        if (point == Point.Mail)
        {
            return;
        }

        await peer.SendAsync("250 2.1.0 ok\r\n").ConfigureAwait(false);
        string line = await peer.ExpectAsync("RCPT TO:").ConfigureAwait(false);
        if (point == Point.Recipient)
        {
            return;
        }

        while (line != "DATA")
        {
            await peer.SendAsync("250 2.1.5 ok\r\n").ConfigureAwait(false);
            line = await peer.ExpectAsync(string.Empty).ConfigureAwait(false);
        }

        if (point == Point.Data)
        {
            return;
        }

        await peer.SendAsync("354 go\r\n").ConfigureAwait(false);
        await peer.ExpectAsync(string.Empty).ConfigureAwait(false);
        if (point == Point.Content)
        {
            return;
        }

        while (await peer.ReadAsync().ConfigureAwait(false) is not ("." or null))
        {
            // The script does not care for the content.
        }

        if (point != Point.Dot)
        {
            await peer.SendAsync("250 2.0.0 Ok: queued as 4ABC123\r\n").ConfigureAwait(false);
        }
    }

    /// <summary>False where the client says goodbye, or just goes.</summary>
    public static async Task<bool> NextAsync(ScriptedPeer peer)
    {
        while (true)
        {
            string? line = await peer.ReadAsync().ConfigureAwait(false);
            if (line is null)
            {
                return false;
            }

            if (line.StartsWith("MAIL FROM:", System.StringComparison.Ordinal))
            {
                return true;
            }

            bool isQuit = line == "QUIT";
            await peer.SendAsync(isQuit ? "221 2.0.0 bye\r\n" : "250 2.0.0 ok\r\n").ConfigureAwait(false);
            if (isQuit)
            {
                return false;
            }
        }
    }

    private async Task<bool> SecureUpToAsync(ScriptedPeer peer, Point point)
    {
        await peer.ExpectAsync("STARTTLS").ConfigureAwait(false);
        if (point == Point.StartTls)
        {
            return false;
        }

        await peer.SendAsync("220 2.0.0 go\r\n").ConfigureAwait(false);
        if (point == Point.Handshake || !await peer.SecureAsync(Certificate).ConfigureAwait(false))
        {
            return false;
        }

        await peer.ExpectAsync("EHLO").ConfigureAwait(false);
        if (point == Point.SecureHello)
        {
            return false;
        }

        await SayExtensionsAsync(peer, null).ConfigureAwait(false);
        return true;
    }

    private Task SayExtensionsAsync(ScriptedPeer peer, string? more)
    {
        string[] lines = ["mail.test", .. Extensions, .. more is null ? [] : new[] { more }];
        return peer.SendAsync(string.Concat(lines.Select((line, i) => $"250{(i + 1 < lines.Length ? '-' : ' ')}{line}\r\n")));
    }
}
