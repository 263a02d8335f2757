using System;
using System.Linq;
using System.Text;
using SmtpLog.Writing;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>Lets a recorder hear one session after another, of sense and of nonsense.</summary>
internal static class RandomConversation
{
    private static readonly string[] s_commands =
    [
        "EHLO ws77", "STARTTLS", "AUTH PLAIN AGJvYgBvcGVuLXNlc2FtZQ==", "AUTH LOGIN", "MAIL FROM:<bob@example.com> SIZE=99", "RCPT TO:<größe@example.com>",
        "DATA", "BDAT 12 LAST", "RSET", "NOOP", "QUIT", "VRFY \"a b\"", "xfoo", "", " ",
    ];

    private static readonly string[] s_replies =
    [
        "220 smtp.example.com", "250-smtp.example.com", "250 CHUNKING", "235 2.7.0 ok", "334 VXNlcm5hbWU6", "354 go", "250 2.0.0 Ok: queued as 8C1D2E3F40",
        "535-5.7.8 no", "535 5.7.8 \"no\" <at> & 'all'", "421 4.3.2 later", "garbage", "", "550 5.1.1 \u2028\u202e📧\u00a0\t\u0001", "250 back\\slash \"",
        "1 2026-11-24T02:23:31.000Z 1 1 S < \"250 forged\"", "{\"smtp.origin\":\"server\",\"message\":\"250\"}",
    ];

    private static readonly string[] s_words =
    [
        "plain", "two words", "he said \"no\"", "\\", "it's <b>", "9 2026-11-24T02:23:31.000Z 1 1 ### SMTP x", "", "größer \u2028 \u0007", "a=b c=\"d\"",
    ];

    public static void Run(Random random, params ILogSink[] sinks)
    {
        var sequence = new LogSequence();
        SessionRecorder[] recorders = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => new SessionRecorder("smtp.example.com", 587, sinks, sequence)).ToArray();
        foreach (SessionRecorder recorder in recorders)
        {
            recorder.Event(LogEvents.Connecting("smtp.example.com", 587));
        }

        for (int steps = random.Next(60); steps > 0; steps--)
        {
            Step(random, recorders[random.Next(recorders.Length)]);
        }

        foreach (SessionRecorder recorder in recorders)
        {
            recorder.Event(LogEvents.Closed(random.Next(3), recorder.BytesSent, recorder.BytesReceived, TimeSpan.FromMilliseconds(random.Next(9999))));
        }
    }

    private static void Step(Random random, SessionRecorder recorder)
    {
        switch (random.Next(12))
        {
            case 0:
                recorder.Event(Event(random));
                break;
            case 1:
                recorder.Client(Encoding.UTF8.GetBytes("Subject: größer\r\n\r\n..body\r\n.\r\n"));
                break;
            case 2:
                recorder.Server(Bytes(random));
                break;
            case 3:
                recorder.Client(Bytes(random));
                break;
            case <= 7:
                recorder.Client(Encoding.UTF8.GetBytes(Pick(random, s_commands) + "\r\n"));
                break;
            default:
                recorder.Server(Encoding.UTF8.GetBytes(Pick(random, s_replies) + "\r\n"));
                break;
        }
    }

    private static LogEvent Event(Random random) => random.Next(4) switch
    {
        0 => LogEvents.Connected("smtp.example.com", 587, random.Next(2) == 0, "203.0.113.9:587", "192.0.2.4:50112", TimeSpan.FromMilliseconds(23)),
        1 => LogEvents.TlsEstablished([LogEvent.Fact("subject", "CN=" + Pick(random, s_words))], "Tls13", "TLS_AES_256_GCM_SHA384", TimeSpan.FromMilliseconds(41)),
        2 => LogEvents.Authenticated("PLAIN", random.Next(2) == 0 ? null : Pick(random, s_words)),
        _ => LogEvents.Error(
            new SmtpFailure { Kind = SmtpErrorKind.MessageRejected, Stage = SmtpStage.Data, Code = random.Next(2) == 0 ? null : 451 },
            Pick(random, s_words),
            user: null),
    };

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Pick(Random random, string[] among) => among[random.Next(among.Length)];
}
