using System;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class HMailServerDialectTests
{
    [Fact]
    public void As_a_client_it_sends_commands()
    {
        Assert.Equal(
            """
            1 2026-11-24 02:25:00.000 [-/95] Server 220 - - Connect - | 220 mx.example.net ESMTP
            2 2026-11-24 02:25:00.001 [-/95] Client - - HELO Hello - | HELO mail.example.com
            3 2026-11-24 02:25:00.050 [-/95] Server 250 - HELO Hello 49ms | 250 mx.example.net
            4 2026-11-24 02:25:00.051 [-/95] Client - - MAIL Mail - | MAIL FROM:<alice@example.com>
            5 2026-11-24 02:25:00.090 [-/95] Server 250 2.1.0 MAIL Mail 39ms | 250 2.1.0 Ok
            6 2026-11-24 02:25:00.091 [-/95] Client - - RCPT Recipient - | RCPT TO:<bob@example.net>
            7 2026-11-24 02:25:00.130 [-/95] Server 250 2.1.5 RCPT Recipient 39ms | 250 2.1.5 Ok
            8 2026-11-24 02:25:00.131 [-/95] Client - - DATA Data - | DATA
            9 2026-11-24 02:25:00.170 [-/95] Server 354 - DATA Data 39ms | 354 End data with <CR><LF>.<CR><LF>
            10 2026-11-24 02:25:00.200 [-/95] Client - - DATA Data - | .
            11 2026-11-24 02:25:00.400 [-/95] Server 250 2.0.0 DATA Data 200ms | 250 2.0.0 Ok: queued as 8C1D2E3F40
            12 2026-11-24 02:25:00.401 [-/95] Client - - QUIT Quit - | QUIT
            13 2026-11-24 02:25:00.440 [-/95] Server 221 2.0.0 QUIT Quit 39ms | 221 2.0.0 Bye
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.HMailServer, "success.log")));
    }

    [Fact]
    public void As_a_server_it_sends_replies_of_several_lines_in_one_entry()
    {
        Assert.Equal(
            """
            1 2026-11-24 02:23:30.900 [-/-] Event - - - - - | hMailServer 5.6.8-B2494 started
            2 2026-11-24 02:23:31.000 [-/-] Event - - - - - | TCP - 192.0.2.77 connected to 192.0.2.25:587.
            3 2026-11-24 02:23:31.001 [-/2564] Event - - - Connect - | Creating session 2564
            4 2026-11-24 02:23:31.002 [-/2564] Server 220 - - Connect 1ms | 220 mail.example.com ESMTP
            5 2026-11-24 02:23:31.020 [-/2564] Client - - EHLO Hello - | EHLO ws77
            6 2026-11-24 02:23:31.021 [-/2564] Server 250 - EHLO Hello 1ms | 250-mail.example.com\n250-SIZE 20480000\n250-AUTH LOGIN PLAIN\n250 HELP
            7 2026-11-24 02:23:31.030 [-/2564] Client - - AUTH Auth - | AUTH LOGIN
            8 2026-11-24 02:23:31.031 [-/2564] Server 334 - AUTH Auth 1ms | 334 VXNlcm5hbWU6
            9 2026-11-24 02:23:31.040 [-/2564] Client - - AUTH Auth - | Ym9i
            10 2026-11-24 02:23:31.041 [-/2564] Server 334 - AUTH Auth 1ms | 334 UGFzc3dvcmQ6
            11 2026-11-24 02:23:31.050 [-/2564] Client - - AUTH Auth - | ***
            12 2026-11-24 02:23:31.177 [-/2564] Server 535 - AUTH Auth 127ms !| 535 Authentication failed. Restarting authentication process.
            13 2026-11-24 02:23:31.180 [-/2564] Client - - QUIT Quit - | QUIT
            14 2026-11-24 02:23:31.181 [-/2564] Server 221 - QUIT Quit 1ms | 221 goodbye
            15 2026-11-24 02:23:31.190 [-/2564] Event - - - Quit - | Ending session 2564
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.HMailServer, "failure.log")));
    }

    [Fact]
    public void Cut_lines_other_services_and_tabs_in_the_text_are_no_obstacle()
    {
        Assert.Equal(
            """
            1 2026-11-24 02:26:00.000 [-/-] Event - - - - - | SENT: * OK IMAPrev1
            2 2026-11-24 02:26:00.100 [-/97] Client - - MAIL Mail - | MAIL FROM:<"a	b"@example.com>
            3 2026-11-24 02:26:00.100 [-/98] Client - - EHLO Hello - | EHLO x
            4 2026-11-24 02:26:00.150 [-/97] Server 550 - MAIL Mail 50ms !| 550-Too\n550-long ... 550 5.7.1 The end
            5 2026-11-24 02:26:00.160 [-/98] Server 250 - EHLO Hello - -| 250-mail.example.com
            6 2026-11-24 02:26:00.170 [-/-] Event - - - - - ?| Severity: 2 (High), Code: HM4208, Source: X, Description: two
            7 - [-/-] Event - - - - - ?| lines of it."
            8 2026-11-24 02:26:00.180 [-/98] Client - - - Hello - ?| QU
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.HMailServer, "trap.log")));
    }

    [Fact]
    public void Times_are_local()
    {
        var expected = new DateTimeOffset(new DateTime(2026, 11, 24, 2, 23, 31, 177, DateTimeKind.Local));

        Assert.Equal(expected, Sample.Read(SmtpLogDialect.HMailServer, "failure.log").Single(entry => entry.Code == 535).Timestamp);
    }
}
