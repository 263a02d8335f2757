using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace SmtpLog.Benchmarks;

/// <summary>
/// Writes a log in the module's own text format, the same for the same arguments: sessions of 27 lines that deliver a
/// message, and 2 % of 19 lines whose login fails with 535. Recipients, sizes, ports and queue ids differ as they do in
/// real logs. Several sessions may be under way at once, each of a process of its own.
/// </summary>
internal sealed class LogGenerator(Stream log, int sessionsAtOnce)
{
    private const int FailuresOfAHundred = 2;

    // Where the session's number stands in a line.
    private const char Varying = '%';

    private static readonly string[] s_opening =
    [
        "### SMTP Connecting to 'smtp.example.com' at port 587.",
        "### SMTP Connected to 'smtp.example.com' at port 587. (Not secure) remote=203.0.113.9:587 local=192.0.2.4:% elapsed=23ms",
        "S < \"220 smtp.example.com ESMTP ready\"",
        "C > \"EHLO build.example.com\"",
        "S < \"250-smtp.example.com greets build.example.com\"",
        "S < \"250-SIZE 35882577\"",
        "S < \"250-PIPELINING\"",
        "S < \"250-8BITMIME\"",
        "S < \"250-SMTPUTF8\"",
        "S < \"250-AUTH PLAIN LOGIN\"",
        "S < \"250 ENHANCEDSTATUSCODES\"",
        "C > \"AUTH PLAIN ****************\"",
    ];

    private static readonly string[] s_failure =
    [
        .. s_opening,
        "S < \"535-5.7.8 Username and Password not accepted.\"",
        "S < \"535-5.7.8 For more information, go to\"",
        "S < \"535 5.7.8 https://support.example.com/mail/?p=BadCredentials - gsmtp\"",
        "### SMTP Error. kind=AuthenticationFailed stage=Auth code=535 message=\"5.7.8 Username and Password not accepted.\"",
        "C > \"QUIT\"",
        "S < \"221 2.0.0 closing connection - gsmtp\"",
        "### SMTP Connection closed. messages=0 sent=114 received=532 elapsed=%ms",
    ];

    private static readonly string[] s_delivery =
    [
        .. s_opening,
        "S < \"235 2.7.0 Accepted\"",
        "### SMTP Authenticated. mechanism=PLAIN",
        "C > \"MAIL FROM:<ops@example.com> SIZE=1423\"",
        "S < \"250 2.1.0 OK\"",
        "C > \"RCPT TO:<bob.%@example.com>\"",
        "S < \"250 2.1.5 OK\"",
        "C > \"DATA\"",
        "S < \"354 Go ahead\"",
        "C > \"Subject: Nightly report\"",
        "### SMTP Message content % bytes not logged.",
        "C > \".\"",
        "S < \"250 2.0.0 OK  1732415011 queued as 4XyZ%\"",
        "C > \"QUIT\"",
        "S < \"221 2.0.0 closing connection - gsmtp\"",
        "### SMTP Connection closed. messages=1 sent=% received=614 elapsed=1212ms",
    ];

    private readonly Random _random = new(20261124);
    private readonly (string[] Lines, int At, int Session)[] _open = new (string[], int, int)[sessionsAtOnce];
    private readonly StringBuilder _text = new();
    private DateTime _time = new(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc);
    private int _sessions;
    private int _counter;

    public static void Write(string path, long size, int sessionsAtOnce = 1)
    {
        using var log = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        new LogGenerator(log, sessionsAtOnce).Write(size);
    }

    private void Write(long size)
    {
        for (long written = 0; written < size;)
        {
            _text.Clear();
            while (_text.Length < 256 * 1024)
            {
                Line();
            }

            byte[] block = Encoding.ASCII.GetBytes(_text.ToString());
            log.Write(block);
            written += block.Length;
        }
    }

    private void Line()
    {
        int process = sessionsAtOnce == 1 ? 0 : _random.Next(sessionsAtOnce);
        ref var session = ref _open[process];
        if (session.Lines is null || session.At == session.Lines.Length)
        {
            session = (_random.Next(100) < FailuresOfAHundred ? s_failure : s_delivery, 0, ++_sessions);
        }

        _time = _time.AddMilliseconds(_random.Next(40));
        string line = session.Lines[session.At++];
        int varying = line.IndexOf(Varying, StringComparison.Ordinal);
        _text.Append(CultureInfo.InvariantCulture, $"{++_counter} {_time:yyyy-MM-ddTHH:mm:ss.fff}Z {4000 + process} {session.Session} ");
        if (varying < 0)
        {
            _text.Append(line).Append('\n');
        }
        else
        {
            _text.Append(line, 0, varying).Append(10000 + (session.Session % 50000)).Append(line, varying + 1, line.Length - varying - 1).Append('\n');
        }
    }
}
