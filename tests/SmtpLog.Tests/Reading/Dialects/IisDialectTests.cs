using System;
using System.Text;
using SmtpLog.Reading.Dialects;
using SmtpLog.Reading.Dialects.Servers;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class IisDialectTests
{
    [Fact]
    public void A_command_that_came_in_is_one_entry_with_the_code_of_its_reply()
    {
        Assert.Equal(
            """
            1 - [-/-] Event - - - - - | #Software: Microsoft Internet Information Services 8.5
            2 - [-/-] Event - - - - - | #Version: 1.0
            3 - [-/-] Event - - - - - | #Date: 2026-11-24 13:17:36
            4 - [-/-] Event - - - - - | #Fields: date time c-ip cs-username s-sitename s-computername s-ip s-port cs-method cs-uri-stem cs-uri-query sc-status sc-win32-status sc-bytes cs-bytes time-taken cs-version cs-host cs(User-Agent) cs(Cookie) cs(Referer)
            5 2026-11-24 13:17:36.000 [-/10.3.5.1] Server 250 - EHLO Hello - | EHLO ws1.example.com
            6 2026-11-24 13:17:36.000 [-/10.3.5.1] Server 250 - MAIL Mail - | MAIL FROM:<maria+news@example.com> SIZE=2048
            7 2026-11-24 13:17:37.000 [-/10.3.5.1] Server 550 - RCPT Recipient - !| RCPT TO:<bob@example.net>
            8 2026-11-24 13:17:37.000 [-/10.3.5.1] Server 250 - RCPT Recipient - | RCPT TO:<bob@example.com>
            9 2026-11-24 13:17:37.000 [-/10.3.5.1] Server 250 - DATA Data - | DATA <MAIL01wpbhqyXbLiRZ00000001@mail01.example.com>
            10 2026-11-24 13:17:37.000 [-/10.3.5.1] Server 240 - QUIT Quit - | QUIT ws1.example.com
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Iis, "inbound.log")));
    }

    [Fact]
    public void Connections_that_went_out_have_commands_and_replies()
    {
        Assert.Equal(
            """
            1 - [-/-] Event - - - - - | #Software: Microsoft Internet Information Services 8.5
            2 - [-/-] Event - - - - - | #Version: 1.0
            3 - [-/-] Event - - - - - | #Date: 2026-11-24 19:46:41
            4 - [-/-] Event - - - - - | #Fields: date time c-ip cs-username s-sitename s-computername s-ip s-port cs-method cs-uri-stem cs-uri-query sc-status sc-win32-status sc-bytes cs-bytes time-taken cs-version cs-host cs(User-Agent) cs(Cookie) cs(Referer)
            5 2026-11-24 19:46:41.000 [-/203.0.113.10] Server 220 - - Connect - | 220 mx.example.net ESMTP
            6 2026-11-24 19:46:41.000 [-/203.0.113.10] Client - - EHLO Hello - | EHLO mail01.example.com
            7 2026-11-24 19:46:41.000 [-/198.51.100.25] Server 220 - - Connect - | 220 mx.example.org ready
            8 2026-11-24 19:46:41.000 [-/203.0.113.10] Server 250 - EHLO Hello 0ms | 250-mx.example.net says hello
            9 2026-11-24 19:46:42.000 [-/203.0.113.10] Client - - MAIL Mail - | MAIL FROM:<maria@example.com> SIZE=1234
            10 2026-11-24 19:46:42.000 [-/203.0.113.10] Server 250 2.1.0 MAIL Mail 0ms | 250 2.1.0 Ok
            11 2026-11-24 19:46:42.000 [-/203.0.113.10] Client - - RCPT Recipient - | RCPT TO:<bob+tag@example.net>
            12 2026-11-24 19:46:43.000 [-/203.0.113.10] Server 452 4.2.2 RCPT Recipient 1000ms !~| 452 4.2.2 <bob+tag@example.net> Mailbox full
            13 2026-11-24 19:46:43.000 [-/203.0.113.10] Client - - QUIT Quit - | QUIT
            14 2026-11-24 19:46:43.000 [-/203.0.113.10] Server 221 2.0.0 QUIT Quit 0ms | 221 2.0.0 Bye
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Iis, "outbound.log")));
    }

    [Fact]
    public void Columns_vary_verbs_have_blanks_and_days_pass()
    {
        Assert.Equal(
            """
            1 - [-/-] Event - - - - - | #Software: Microsoft Internet Information Services 6.0
            2 - [-/-] Event - - - - - | #Version: 1.0
            3 - [-/-] Event - - - - - | #Date: 2026-11-24 23:59:50
            4 - [-/-] Event - - - - - | #Fields: time c-ip cs-method cs-uri-stem sc-status
            5 2026-11-24 23:59:50.000 [-/10.3.5.1] Server 250 - HELO Hello - | HELO
            6 2026-11-24 23:59:58.000 [-/10.3.5.1] Server 250 - MAIL Mail - | MAIL FROM
            7 2026-11-25 00:00:01.000 [-/10.3.5.1] Server 550 - RCPT Recipient - !| RCPT TO
            8 - [-/-] Event - - - - - ?| 00:00:02 10.3.5.1 RCPT
            9 - [-/-] Event - - - - - | #Fields: date time c-ip cs-method sc-status
            10 2026-11-26 08:00:00.000 [-/10.3.5.1] Server 500 - XFOO - - !| XFOO
            11 2026-11-26 08:00:01.000 [-/10.3.5.1] Client - - NOOP - - | NOOP
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Iis, "trap-columns.log")));
    }

    [Fact]
    public void The_form_with_commas_is_read()
    {
        Assert.Equal(
            """
            1 2026-08-18 13:17:37.000 [-/10.3.5.1] Server 250 - EHLO Hello - | EHLO ws1.example.com
            2 2026-08-18 13:17:37.000 [-/10.3.5.1] Server 250 - MAIL Mail - | MAIL FROM:<maria@example.com>
            3 2026-08-18 13:17:38.000 [-/10.3.5.1] Server 554 - RCPT Recipient - !| RCPT TO:<"bob, the builder"@example.net>
            4 2026-08-18 09:05:00.000 [-/10.3.5.1] Server 240 - QUIT Quit - | QUIT
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Iis, "comma.log")));
    }

    [Fact]
    public void Times_are_UTC_with_columns_and_local_with_commas()
    {
        DateTimeOffset columns = Sample.Read(SmtpLogDialect.Iis, "inbound.log")[4].Timestamp!.Value;
        DateTimeOffset commas = Sample.Read(SmtpLogDialect.Iis, "comma.log")[0].Timestamp!.Value;

        Assert.Equal(new DateTimeOffset(2026, 11, 24, 13, 17, 36, TimeSpan.Zero), columns);
        Assert.Equal(new DateTimeOffset(new DateTime(2026, 8, 18, 13, 17, 37, DateTimeKind.Local)), commas);
    }

    [Theory]
    [InlineData("13:17:37 10.3.5.1 MAIL FROM - 250", "MAIL")]
    [InlineData("2026-11-24 13:17:36 10.3.5.1 ws1 SMTPSVC1 MAIL01 10.3.0.25 0 RCPT - +TO:<a@example.com> 250 0 0 27 0 SMTP - - - -", "RCPT")]
    public void A_log_that_begins_without_headings_has_the_usual_columns_or_all(string line, string command)
    {
        SmtpLogEntry entry = Assert.Single(Sample.ReadLines(SmtpLogDialect.Iis, line));

        Assert.Equal((250, command, false), (entry.Code, entry.Command, entry.IsRecovered));
    }

    [Theory]
    [InlineData("2026-11-24 13:17:36 10.3.5.1 GET /index.html - 200")]
    [InlineData("#Fields: date time s-ip cs-method cs-uri-stem")]
    [InlineData("192.168.114.201, -, 03/20/01, 7:55:20, W3SVC2, SERVER, 172.21.13.45, 4502, 163, 3223, 200, 0, GET, /logo.gif, -,")]
    public void A_web_log_is_not_surely_one_of_mail(string line)
    {
        Assert.NotEqual(DialectMatch.Certain, new IisDialect().Match(Encoding.UTF8.GetBytes(line)));
    }
}
