using System;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class ExchangeDialectTests
{
    [Fact]
    public void In_a_Receive_log_Exchange_is_the_server_and_sessions_are_interleaved()
    {
        Assert.Equal(
            """
            1 - [-/-] Event - - - - - | #Software: Microsoft Exchange Server
            2 - [-/-] Event - - - - - | #Version: 15.0.0.0
            3 - [-/-] Event - - - - - | #Log-type: SMTP Receive Protocol Log
            4 - [-/-] Event - - - - - | #Date: 2026-11-24T02:00:05.174Z
            5 - [-/-] Event - - - - - | #Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context
            6 2026-11-24 02:23:31.000 [-/08DEEA1B2C3D4E01] Event - - - Connect - | SMTP Connected to '192.0.2.25' at port 587. remote=192.0.2.77:49201 local=192.0.2.25:587 connector="EX01\Relay Frontend EX01"
            7 2026-11-24 02:23:31.005 [-/08DEEA1B2C3D4E01] Server 220 - - Connect 5ms | 220 EX01.example.com Microsoft ESMTP MAIL Service ready at Tue, 24 Nov 2026 02:23:30 +0000
            8 2026-11-24 02:23:31.010 [-/08DEEA1B2C3D4E02] Event - - - Connect - | SMTP Connected to '192.0.2.25' at port 25. remote=203.0.113.9:3301 local=192.0.2.25:25 connector="EX01\Default Frontend EX01"
            9 2026-11-24 02:23:31.020 [-/08DEEA1B2C3D4E01] Client - - EHLO Hello - | EHLO ws77.example.com
            10 2026-11-24 02:23:31.021 [-/08DEEA1B2C3D4E02] Server 220 - - Connect 11ms | 220 EX01.example.com Microsoft ESMTP MAIL Service ready at Tue, 24 Nov 2026 02:23:31 +0000
            11 2026-11-24 02:23:31.022 [-/08DEEA1B2C3D4E01] Server 250 - EHLO Hello 2ms | 250  EX01.example.com Hello [192.0.2.77] SIZE 37748736 PIPELINING DSN ENHANCEDSTATUSCODES STARTTLS AUTH NTLM LOGIN 8BITMIME BINARYMIME CHUNKING
            12 2026-11-24 02:23:31.030 [-/08DEEA1B2C3D4E01] Client - - STARTTLS Tls - | STARTTLS
            13 2026-11-24 02:23:31.031 [-/08DEEA1B2C3D4E01] Server 220 2.0.0 STARTTLS Tls 1ms | 220 2.0.0 SMTP server ready
            14 2026-11-24 02:23:31.031 [-/08DEEA1B2C3D4E01] Event - - - Tls - | Sending certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names:  CN=mail.example.com CN=Example CA, O=Example 0123456789ABCDEF 89AB 2026-01-01T00:00:00.000Z 2027-01-01T00:00:00.000Z mail.example.com
            15 2026-11-24 02:23:31.090 [-/08DEEA1B2C3D4E01] Event - - - Tls - | SMTP TLS established. protocol=Tls12 cipher=CALG_AES_256
            16 2026-11-24 02:23:31.100 [-/08DEEA1B2C3D4E01] Client - - EHLO Hello - | EHLO ws77.example.com
            17 2026-11-24 02:23:31.101 [-/08DEEA1B2C3D4E01] Server 250 - EHLO Hello 1ms | 250  EX01.example.com Hello [192.0.2.77] SIZE 37748736 PIPELINING DSN ENHANCEDSTATUSCODES AUTH NTLM LOGIN 8BITMIME BINARYMIME CHUNKING
            18 2026-11-24 02:23:31.110 [-/08DEEA1B2C3D4E01] Client - - AUTH Auth - | AUTH LOGIN
            19 2026-11-24 02:23:31.111 [-/08DEEA1B2C3D4E01] Server 334 - AUTH Auth 1ms | 334 <authentication response>
            20 2026-11-24 02:23:31.112 [-/08DEEA1B2C3D4E02] Event - - - Quit - | SMTP Connection closed. by=Remote
            21 2026-11-24 02:23:31.130 [-/08DEEA1B2C3D4E01] Event - - - Auth - | Set Session Permissions: SMTPSubmit SMTPAcceptAnyRecipient BypassAntiSpam AcceptRoutingHeaders
            22 2026-11-24 02:23:31.131 [-/08DEEA1B2C3D4E01] Event - - - Auth - | authenticated: EXAMPLE\svc-mail
            23 2026-11-24 02:23:31.132 [-/08DEEA1B2C3D4E01] Server 235 2.7.0 - Auth - | 235 2.7.0 Authentication successful
            24 2026-11-24 02:23:31.140 [-/08DEEA1B2C3D4E01] Client - - MAIL Mail - | MAIL FROM:<svc-mail@example.com> SIZE=1042
            25 2026-11-24 02:23:31.141 [-/08DEEA1B2C3D4E01] Event - - - Mail - | receiving message: 08DEEA1B2C3D4E01;2026-11-24T02:23:31.000Z;1
            26 2026-11-24 02:23:31.142 [-/08DEEA1B2C3D4E01] Client - - RCPT Recipient - | RCPT TO:<bob@example.com>
            27 2026-11-24 02:23:31.143 [-/08DEEA1B2C3D4E01] Server 250 2.1.0 MAIL Mail 3ms | 250 2.1.0 Sender OK
            28 2026-11-24 02:23:31.144 [-/08DEEA1B2C3D4E01] Server 250 2.1.5 RCPT Recipient 2ms | 250 2.1.5 Recipient OK
            29 2026-11-24 02:23:31.150 [-/08DEEA1B2C3D4E01] Client - - BDAT Data - | BDAT 1042 LAST
            30 2026-11-24 02:23:31.250 [-/08DEEA1B2C3D4E01] Server 250 2.6.0 BDAT Data 100ms | 250 2.6.0 <1@example.com> [InternalId=110, Hostname=EX01.example.com] Queued mail for delivery
            31 2026-11-24 02:23:31.260 [-/08DEEA1B2C3D4E01] Client - - QUIT Quit - | QUIT
            32 2026-11-24 02:23:31.261 [-/08DEEA1B2C3D4E01] Server 221 2.0.0 QUIT Quit 1ms | 221 2.0.0 Service closing transmission channel
            33 2026-11-24 02:23:31.262 [-/08DEEA1B2C3D4E01] Event - - - Quit - | SMTP Connection closed. by=Local
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Exchange, "receive.log")));
    }

    [Fact]
    public void In_a_Send_log_Exchange_is_the_client()
    {
        Assert.Equal(
            """
            1 - [-/-] Event - - - - - | #Software: Microsoft Exchange Server
            2 - [-/-] Event - - - - - | #Version: 15.0.0.0
            3 - [-/-] Event - - - - - | #Log-type: SMTP Send Protocol Log
            4 - [-/-] Event - - - - - | #Date: 2026-11-24T03:00:00.000Z
            5 - [-/-] Event - - - - - | #Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context
            6 2026-11-24 03:00:01.000 [-/08DEEA1B2C3D5F01] Event - - - Connect - | SMTP Connecting to '203.0.113.10' at port 25.
            7 2026-11-24 03:00:01.040 [-/08DEEA1B2C3D5F01] Event - - - Connect - | SMTP Connected to '203.0.113.10' at port 25. remote=203.0.113.10:25 local=192.0.2.25:50112 connector="Outbound, smart host"
            8 2026-11-24 03:00:01.080 [-/08DEEA1B2C3D5F01] Server 220 - - Connect 40ms | 220 mx.example.net ESMTP
            9 2026-11-24 03:00:01.081 [-/08DEEA1B2C3D5F01] Client - - EHLO Hello - | EHLO EX01.example.com
            10 2026-11-24 03:00:01.120 [-/08DEEA1B2C3D5F01] Server 250 - EHLO Hello - -| 250-mx.example.net
            11 2026-11-24 03:00:01.120 [-/08DEEA1B2C3D5F01] Server 250 - EHLO Hello - -| 250-PIPELINING
            12 2026-11-24 03:00:01.121 [-/08DEEA1B2C3D5F01] Server 250 - EHLO Hello 40ms | 250 SIZE 10240000
            13 2026-11-24 03:00:01.130 [-/08DEEA1B2C3D5F01] Client - - MAIL Mail - | MAIL FROM:<alice@example.com> SIZE=2048
            14 2026-11-24 03:00:01.131 [-/08DEEA1B2C3D5F01] Client - - RCPT Recipient - | RCPT TO:<bob@example.net>
            15 2026-11-24 03:00:01.170 [-/08DEEA1B2C3D5F01] Server 250 2.1.0 MAIL Mail 40ms | 250 2.1.0 Ok
            16 2026-11-24 03:00:01.171 [-/08DEEA1B2C3D5F01] Server 550 5.7.1 RCPT Recipient 40ms !| 550 5.7.1 <bob@example.net>: "Relay" denied, sorry
            17 2026-11-24 03:00:01.180 [-/08DEEA1B2C3D5F01] Client - - QUIT Quit - | QUIT
            18 2026-11-24 03:00:01.220 [-/08DEEA1B2C3D5F01] Server 221 2.0.0 QUIT Quit 40ms | 221 2.0.0 Bye
            19 2026-11-24 03:00:01.221 [-/08DEEA1B2C3D5F01] Event - - - Quit - | SMTP Connection closed. by=Local
            20 2026-11-24 03:00:02.000 [-/08DEEA1B2C3D5F02] Event - - - Connect - | SMTP Connecting to '2001:db8::10' at port 25.
            21 2026-11-24 03:00:23.000 [-/08DEEA1B2C3D5F02] Event - - - Connect - !~| Failed to connect. Winsock error code: 10060, Win32 error code: 10060, Error Message: "A connection attempt failed because the connected party did not properly respond"
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Exchange, "send-failure.log")));
    }

    [Fact]
    public void Without_headings_the_first_reply_tells_who_is_who()
    {
        Assert.Equal(
            """
            1 2026-11-24 02:23:31.142 [-/08DEEA1B2C3D6A01] Event - - - - - | Tarpit for '0.00:00:05' due to '535 5.7.3 Authentication unsuccessful'
            2 2026-11-24 02:23:36.143 [-/08DEEA1B2C3D6A01] Server 535 5.7.3 - - - !| 535 5.7.3 Authentication unsuccessful
            3 2026-11-24 02:23:36.150 [-/08DEEA1B2C3D6A01] Client - - - - - | 250 looks like a reply
            4 2026-11-24 02:23:36.151 [-/08DEEA1B2C3D6A01] Server 500 5.3.3 - - 1ms !| 500 5.3.3 Unrecognized command
            5 2026-11-24 02:23:36.160 [-/08DEEA1B2C3D6A01] Client - - MAIL Mail - ?| MAIL FROM:<"a,b"@example.com>
            6 - [-/-] Event - - - - - ?| 2026-11-24T02:23:36.170Z,EX01\Relay,08DEEA1B2C3D6A01,22,192.0.2.25:587
            7 - [-/-] Event - - - - - | #Log-type: SMTP Send Protocol Log
            8 2026-11-24 02:24:00.000 [-/08DEEA1B2C3D6A02] Client - - NOOP - - | NOOP
            9 2026-11-24 02:24:00.040 [-/08DEEA1B2C3D6A02] Server 250 - NOOP - 40ms | 250 ok
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Exchange, "trap-headless.log")));
    }

    [Fact]
    public void Times_are_UTC()
    {
        Assert.All(
            Sample.Read(SmtpLogDialect.Exchange, "receive.log").Where(entry => entry.Timestamp is not null),
            entry => Assert.Equal(TimeSpan.Zero, entry.Timestamp!.Value.Offset));
    }
}
