using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SmtpLog.Tests.Reading;

/// <summary>Some sessions of this module's own text, of few processes and ids, several at once, with all that makes reading them hard.</summary>
internal sealed class RandomLog(Random random, bool isDamaged = true)
{
    private static readonly string[] s_oddLines =
    [
        "stray words with 535 in them", "S < \"535 5.7.8 no head\"", "", "   ", "\0\0\0", "1 2026-11-24T00:00:00", "35 5.7.8 the rest\"", "535 no\"",
    ];

    private readonly StringBuilder _text = new();
    private readonly List<(int Process, int Session, Queue<string> Lines)> _open = [];
    private int _counter;
    private int _milliseconds;

    public static DateTimeOffset Start { get; } = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    public string Write()
    {
        int damage = isDamaged ? random.Next(3) * 4 : 0;
        int sessions = random.Next(1, 12);
        int atOnce = random.Next(1, 6);
        while (sessions > 0 || _open.Count > 0)
        {
            if (sessions > 0 && _open.Count < atOnce)
            {
                sessions--;
                _open.Add((random.Next(1, 3), random.Next(1, 9), new(Session())));
            }

            int at = random.Next(_open.Count);
            for (int run = random.Next(1, 12); run > 0 && _open[at].Lines.Count > 0; run--)
            {
                Line(_open[at].Process, _open[at].Session, _open[at].Lines.Dequeue(), random.Next(100) < damage);
            }

            if (_open[at].Lines.Count == 0)
            {
                _open.RemoveAt(at);
            }
        }

        return _text.ToString();
    }

    private void Line(int process, int session, string body, bool isDamagedLine)
    {
        _milliseconds += random.Next(20);
        string time = Start.AddMilliseconds(_milliseconds).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        string line = string.Create(CultureInfo.InvariantCulture, $"{++_counter} {time} {process} {session} {body}");
        if (isDamagedLine)
        {
            int quote = line.IndexOf('"', StringComparison.Ordinal);
            line = random.Next(7) switch
            {
                0 => s_oddLines[random.Next(s_oddLines.Length)],
                1 when quote > 0 => line.Insert(quote + 1 + random.Next(Math.Min(5, line.Length - quote - 1)), "\n"),
                2 => line.Replace(" < \"", "<  ", StringComparison.Ordinal).Replace("S<", "s <", StringComparison.Ordinal),
                3 => line.Replace(" ", "\t ", StringComparison.Ordinal),
                4 => line[..random.Next(line.Length)],
                5 => line.Replace($" {process} {session} ", $" 00{process} {session} ", StringComparison.Ordinal),
                _ => line + line,
            };
        }

        _text.Append(line).Append('\n');
    }

    private IEnumerable<string> Session()
    {
        IEnumerable<string> lines = Whole();
        return random.Next(4) switch
        {
            0 => lines.Skip(random.Next(20)),
            1 => lines.Take(random.Next(1, 30)),
            _ => lines,
        };
    }

    private IEnumerable<string> Whole()
    {
        yield return "### SMTP Connecting to 'a' at port 25.";
        yield return "### SMTP Connected to 'a' at port 25. (Secure) remote=1.2.3.4:25";
        yield return random.Next(10) == 0 ? Server("421 4.3.2 later") : Server("220 a ESMTP 535 ready");
        yield return Client("EHLO x");
        yield return Server("250-a");
        yield return Server("250-SIZE 535");
        yield return Server("250 AUTH PLAIN");
        for (int tries = random.Next(3); tries > 0; tries--)
        {
            yield return Client("AUTH PLAIN ****************");
            yield return Server("535-5.7.8 no");
            yield return Server("535 5.7.8 no");
        }

        for (int messages = random.Next(4); messages > 0; messages--)
        {
            yield return Client("MAIL FROM:<a@b> SIZE=535");
            yield return Client("RCPT TO:<c@d>");
            yield return Server("250 2.1.0 ok");
            yield return random.Next(3) == 0 ? Server("550 5.1.1 unknown") : Server("250 2.1.5 ok");
            yield return Client("DATA");
            yield return Server("354 go");
            yield return Client("Subject: S < \"535 5.7.8 quoted\"");
            yield return Client("535 5.7.8 looks like a reply");
            yield return Client("### SMTP Error. kind=AuthenticationFailed");
            yield return Client("> 535");
            yield return random.Next(2) == 0 ? Client(".") : "### SMTP Message content 99 bytes not logged.";
            yield return random.Next(4) == 0 ? Server("554 5.7.1 refused") : Server("250 2.0.0 queued as 535");
        }

        if (random.Next(3) == 0)
        {
            yield return "### SMTP Error. kind=AuthenticationFailed stage=Auth code=535 message=\"5.7.8 S < \"\"535 no\"\" \"";
        }

        yield return Client("QUIT");
        yield return Server("221 bye");
        yield return "### SMTP Connection closed. messages=1 sent=5 received=535 elapsed=35ms";
    }

    private static string Client(string text) => $"C > \"{text}\"";

    private static string Server(string text) => $"S < \"{text}\"";
}
