using System;
using System.Globalization;
using System.Text;

namespace SmtpLog.Tests.Report;

/// <summary>A log of an ordinary week, as long as one wants: mostly good sessions, and failures of several kinds.</summary>
internal sealed class ReportLog
{
    private readonly StringBuilder _text = new();
    private readonly Random _random;
    private readonly double _badShare;
    private DateTimeOffset _clock;
    private long _counter;
    private int _session;

    private ReportLog(int seed, double badShare)
    {
        _random = new Random(seed);
        _badShare = badShare;
        _clock = new DateTimeOffset(2026, 11, 16, 6, 0, 0, TimeSpan.Zero);
    }

    public static string Of(int sessions, int seed = 1, double badShare = 0.12, double minutesBetween = 6)
    {
        var log = new ReportLog(seed, badShare);
        for (int i = 0; i < sessions; i++)
        {
            log.Session();
            log._clock = log._clock.AddMinutes(log._random.NextDouble() * 2 * minutesBetween);
        }

        return log._text.ToString();
    }

    private void Session()
    {
        _session++;
        string server = (_session % 7) switch { 0 => "smtp.office365.example", 3 => "mx.partner.example", _ => "smtp.example.com" };
        double dice = _random.NextDouble() / _badShare;
        Event($"SMTP Connecting to '{server}' at port 587.", 0);
        if (dice < 0.1)
        {
            Event($"SMTP Error. kind=ConnectionTimeout stage=Connect message=\"No connection to {server}:587 within 30 seconds.\"", 30000);
            Event("SMTP Connection closed. messages=0 sent=0 received=0 elapsed=30004ms", 4);
            return;
        }

        Opening(server);
        if (server == "smtp.office365.example" && dice < 0.5 || dice < 0.35)
        {
            Login(server == "smtp.office365.example"
                ? "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information."
                : "535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6", "AuthenticationFailed", 535);
            return;
        }

        Event("SMTP Authenticated. mechanism=SCRAM-SHA-256", Login(null, null, 235));
        Message(dice);
    }

    private void Opening(string server)
    {
        Event($"SMTP Connected to '{server}' at port 587. (Not secure) remote=203.0.113.9:587 local=192.0.2.4:50{_random.Next(100, 999)} elapsed=23ms", 23);
        Server($"220 {server} ESMTP ready", _random.Next(5, 60));
        Client("EHLO client.example.com", 1);
        Server($"250-{server}", 14);
        Server("250-SIZE 52428800", 0);
        Server("250-STARTTLS", 0);
        Server("250 SMTPUTF8", 0);
        Client("STARTTLS", 1);
        Server("220 2.0.0 Ready to start TLS", 13);
        Event($"SMTP TLS established. protocol=Tls13 cipher=TLS_AES_256_GCM_SHA384 subject=\"CN={server}\" issuer=\"CN=Example CA\" thumbprint=9A notAfter=2027-02-01T00:00:00Z elapsed=41ms", 41);
        Client("EHLO client.example.com", 1);
        Server($"250-{server}", 15);
        Server("250-SIZE 52428800", 0);
        Server("250-AUTH PLAIN LOGIN SCRAM-SHA-256", 0);
        Server("250-PIPELINING", 0);
        Server("250-ENHANCEDSTATUSCODES", 0);
        Server("250 SMTPUTF8", 0);
        Client("AUTH SCRAM-SHA-256 ****************", 2);
        Server("334 ****************", 17);
        Client("****************", 6);
    }

    private int Login(string? refusal, string? kind, int code)
    {
        if (refusal is null)
        {
            Server("235 2.7.0 Authentication successful", 19);
            return 0;
        }

        Server(refusal, _random.Next(900, 3200));
        Event($"SMTP Error. kind={kind} stage=Auth code={code} message=\"The server refused the login.\"", 1);
        Quit(0);
        return 0;
    }

    private void Message(double dice)
    {
        int recipients = _random.Next(1, 4);
        int size = _random.Next(2000, 400000);
        Client($"MAIL FROM:<ops@example.com> SIZE={size}", 3);
        Server("250 2.1.0 Ok", 11);
        for (int i = 0; i < recipients; i++)
        {
            Client($"RCPT TO:<{(i == 0 ? "bob" : $"user{_random.Next(40)}")}@example.com>", 1);
            if (i == 0 && dice is >= 0.35 and < 0.6)
            {
                Server("550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown in local recipient table", 24);
                Event("SMTP Error. kind=RecipientRejected stage=Recipient code=550 message=\"The server refused a recipient.\"", 1);
                Quit(0);
                return;
            }

            if (i == 0 && dice is >= 0.6 and < 0.8)
            {
                Server("450 4.7.1 <bob@example.com>: Recipient address rejected: Greylisted, see http://postgrey.example/help", 7400);
                Event("SMTP Error. kind=RecipientRejected stage=Recipient code=450 message=\"The server refused a recipient.\"", 1);
                Quit(0);
                return;
            }

            Server("250 2.1.5 Ok", 12);
        }

        Client("DATA", 1);
        Server("354 End data with <CR><LF>.<CR><LF>", 12);
        Client("From: ops@example.com", 1);
        Client("To: bob@example.com", 0);
        Client("Subject: Nightly report", 0);
        Client("MIME-Version: 1.0", 0);
        Event($"SMTP Message content {size} bytes not logged.", 30);
        if (dice is >= 0.8 and < 0.95)
        {
            Server("552 5.3.4 Message size exceeds fixed limit", 420);
            Event("SMTP Error. kind=MessageTooLarge stage=Data code=552 message=\"The message is larger than the server takes.\"", 1);
            Quit(0);
            return;
        }

        Server($"250 2.0.0 Ok: queued as {_random.Next(0x1000000, 0xFFFFFFF):X}", _random.Next(30, 900));
        if (dice is >= 0.95 and < 1.05)
        {
            return;
        }

        Quit(1);
    }

    private void Quit(int messages)
    {
        Client("QUIT", 2);
        Server("221 2.0.0 Bye", 11);
        Event($"SMTP Connection closed. messages={messages} sent=1421 received=893 elapsed=648ms", 1);
    }

    private void Client(string text, int after) => Line($"C > \"{text}\"", after);

    private void Server(string text, int after) => Line($"S < \"{text}\"", after);

    private void Event(string text, int after) => Line($"### {text}", after);

    private void Line(string body, int after)
    {
        _clock = _clock.AddMilliseconds(after);
        _text.Append(CultureInfo.InvariantCulture, $"{++_counter} {_clock:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} 4711 {_session} {body}\n");
    }
}
