using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace SmtpLog.Benchmarks;

/// <summary>An SMTP server on loopback that takes everything and keeps nothing, as fast as it can.</summary>
internal sealed class SinkServer : IDisposable
{
    private static readonly byte[] s_greeting = Encoding.ASCII.GetBytes("220 sink\r\n");
    private static readonly byte[] s_hello = Encoding.ASCII.GetBytes("250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n");
    private static readonly byte[] s_ok = Encoding.ASCII.GetBytes("250 2.0.0 Ok\r\n");
    private static readonly byte[] s_data = Encoding.ASCII.GetBytes("354 Go ahead\r\n");
    private static readonly byte[] s_bye = Encoding.ASCII.GetBytes("221 2.0.0 Bye\r\n");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SinkServer()
    {
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Stop();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.AcceptSocket();
                new Thread(() => Serve(socket)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private static void Serve(Socket socket)
    {
        socket.NoDelay = true;
        using var stream = new NetworkStream(socket, ownsSocket: true);
        stream.Write(s_greeting);
        byte[] buffer = new byte[64 * 1024];
        int start = 0, end = 0;
        bool isContent = false;
        var replies = new System.IO.MemoryStream();
        while (true)
        {
            int line = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (line < 0)
            {
                if (replies.Length > 0)
                {
                    stream.Write(replies.GetBuffer(), 0, (int)replies.Length);
                    replies.SetLength(0);
                }

                buffer.AsSpan(start, end - start).CopyTo(buffer);
                end -= start;
                start = 0;
                int count = stream.Read(buffer, end, buffer.Length - end);
                if (count == 0)
                {
                    return;
                }

                end += count;
                continue;
            }

            var text = buffer.AsSpan(start, line);
            start += line + 1;
            if (isContent)
            {
                if (text.Length == 2 && text[0] == '.')
                {
                    isContent = false;
                    replies.Write(s_ok);
                }
            }
            else
            {
                isContent = text[0] == 'D';
                replies.Write(Answer(text[0]));
            }
        }
    }

    private static byte[] Answer(byte verb) => verb switch
    {
        (byte)'E' => s_hello,
        (byte)'D' => s_data,
        (byte)'Q' => s_bye,
        _ => s_ok,
    };
}
