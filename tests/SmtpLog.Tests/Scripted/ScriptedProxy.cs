using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace SmtpLog.Tests.Scripted;

/// <summary>A proxy's part of a script; the connection goes on as if it led to the server.</summary>
internal static class ScriptedProxy
{
    /// <summary>HTTP CONNECT (RFC 9110, section 9.3.6); gives what was asked for, all lines of it.</summary>
    public static async Task<string> HttpAsync(ScriptedPeer peer, string reply = "200 Connection established")
    {
        var asked = new StringBuilder(await peer.ExpectAsync("CONNECT ").ConfigureAwait(false));
        while (await peer.ReadAsync().ConfigureAwait(false) is { Length: > 0 } line)
        {
            asked.Append('\n').Append(line);
        }

        await peer.SendAsync($"HTTP/1.1 {reply}\r\n\r\n").ConfigureAwait(false);
        return asked.ToString();
    }

    /// <summary>SOCKS 5 (RFC 1928, with a login RFC 1929); gives host and port that were asked for.</summary>
    public static async Task<string> Socks5Async(ScriptedPeer peer, byte reply = 0, string? login = null)
    {
        byte[] offer = await peer.ReadBytesAsync(2).ConfigureAwait(false);
        await peer.ReadBytesAsync(offer[1]).ConfigureAwait(false);
        await peer.SendBytesAsync([5, login is null ? (byte)0 : (byte)2]).ConfigureAwait(false);
        if (login is not null)
        {
            byte[] head = await peer.ReadBytesAsync(2).ConfigureAwait(false);
            byte[] user = await peer.ReadBytesAsync(head[1]).ConfigureAwait(false);
            byte[] password = await peer.ReadBytesAsync((await peer.ReadBytesAsync(1).ConfigureAwait(false))[0]).ConfigureAwait(false);
            bool isRight = $"{Encoding.UTF8.GetString(user)}:{Encoding.UTF8.GetString(password)}" == login;
            await peer.SendBytesAsync([1, isRight ? (byte)0 : (byte)1]).ConfigureAwait(false);
            if (!isRight)
            {
                return string.Empty;
            }
        }

        byte[] request = await peer.ReadBytesAsync(4).ConfigureAwait(false);
        Assert.Equal(3, request[3]);
        byte[] name = await peer.ReadBytesAsync((await peer.ReadBytesAsync(1).ConfigureAwait(false))[0]).ConfigureAwait(false);
        byte[] port = await peer.ReadBytesAsync(2).ConfigureAwait(false);
        await peer.SendBytesAsync([5, reply, 0, 1, 127, 0, 0, 1, 0, 25]).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{Encoding.ASCII.GetString(name)}:{(port[0] << 8) + port[1]}");
    }
}
