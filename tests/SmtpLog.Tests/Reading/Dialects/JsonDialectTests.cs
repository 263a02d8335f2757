using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using SmtpLog.Writing;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class JsonDialectTests
{
    private static readonly PropertyInfo[] s_properties = typeof(SmtpLogEntry).GetProperties()
        .Where(property => property.Name is not (nameof(SmtpLogEntry.Path) or nameof(SmtpLogEntry.LineNumber)))
        .ToArray();

    [Fact]
    public void Any_conversation_reads_the_same_from_JSON_as_from_text()
    {
        var random = new Random(20261124);
        for (int round = 0; round < 400; round++)
        {
            var text = new MemorySink((SmtpLogContent)(round % 3), TextFormat.Append);
            var json = new MemorySink((SmtpLogContent)(round % 3), new JsonFormat().Append);
            RandomConversation.Run(random, text, json);

            IReadOnlyList<SmtpLogEntry> fromText = Sample.Read(SmtpLogDialect.SmtpLog, text.ToArray());
            IReadOnlyList<SmtpLogEntry> fromJson = Sample.Read(SmtpLogDialect.Json, json.ToArray());

            Assert.Equal(Compared(fromText), Compared(fromJson));
            Assert.Equal(
                Encoding.UTF8.GetString(json.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries),
                fromJson.Select(entry => entry.ToString()));
            Assert.DoesNotContain(fromJson, entry => entry.IsRecovered);
        }
    }

    [Fact]
    public void Fields_come_in_any_order_and_what_is_broken_comes_out_whole()
    {
        IReadOnlyList<SmtpLogEntry> entries = Sample.Read(SmtpLogDialect.Json, "trap.log");

        Assert.Equal(
            """
            1 2026-11-24 02:23:31.000 [4711/7] Event - - - Connect - | SMTP Connecting to 'smtp.example.com' at port 587.
            2 2026-11-24 02:23:31.050 [4711/7] Server 220 - - Connect 50ms | 220 smtp.example.com «"quoted"» \ 📧
            3 2026-11-24 03:23:31.060 [4711/7] Client - - EHLO Hello - | EHLO ws77
            4 - [-/-] Event - - - - - ?| {"@timestamp":"2026-11-24T02:23:31.070Z","event.sequence":4,"process.pid":4711,"smtp.session.id":"7","smtp.origin":"server","message":"250 smtp.exam
            5 - [-/-] Event - - - - - ?| {"@timestamp":"2026-11-24T02:23:31.070Z","smtp.origin":"server","message":"250 a"}{"smtp.origin":"server","message":"250 b"}
            6 - [-/-] Event - - - - - ?| {"@timestamp":"2026-11-24T02:23:31.080Z","smtp.origin":"nobody","message":"250 c"}
            7 - [-/-] Server 250 - - - - | 250 d
            8 - [-/-] Event - - - - - ?| {"smtp.origin":"server","message":"250 \ud83d"}
            9 - [-/-] Event - - - - - ?| [{"smtp.origin":"server","message":"250 e"}]
            """.Split('\n'),
            Sample.Describe(entries));
    }

    [Fact]
    public void A_sent_message_is_read()
    {
        Assert.Equal(
            """
            1 2026-11-24 05:01:21.768 [4711/1] Event - - - Connect - | SMTP Connecting to 'smtp.example.com' at port 587.
            2 2026-11-24 05:01:21.860 [4711/1] Event - - - Connect - | SMTP Connected to 'smtp.example.com' at port 587. (Not secure) remote=203.0.113.9:587 local=192.0.2.4:57748 elapsed=33ms
            3 2026-11-24 05:01:21.963 [4711/1] Server 220 - - Connect 103ms | 220 smtp.example.com ESMTP ready
            4 2026-11-24 05:01:21.989 [4711/1] Client - - EHLO Hello - | EHLO ws1.example.com
            5 2026-11-24 05:01:22.009 [4711/1] Server 250 - EHLO Hello 20ms | 250 HELP
            6 2026-11-24 05:01:22.011 [4711/1] Client - - STARTTLS Tls - | STARTTLS
            7 2026-11-24 05:01:22.012 [4711/1] Server 220 2.0.0 STARTTLS Tls 1ms | 220 2.0.0 Ready to start TLS
            8 2026-11-24 05:01:22.326 [4711/1] Event - - - Tls - | SMTP TLS established. protocol=Tls13 cipher=TLS_AES_256_GCM_SHA384 subject=CN=smtp.example.com issuer=CN=smtp.example.com thumbprint=BDC6DEF48D81C090211C43D8A2420327DCA43A60CDA6F68A11A1D2745A8D4D65 notAfter=2027-11-24T05:01:21Z elapsed=307ms
            9 2026-11-24 05:01:22.326 [4711/1] Client - - EHLO Hello - | EHLO ws1.example.com
            10 2026-11-24 05:01:22.327 [4711/1] Server 250 - EHLO Hello 1ms | 250 HELP
            11 2026-11-24 05:01:22.381 [4711/1] Client - - AUTH Auth - | AUTH SCRAM-SHA-256 ****************
            12 2026-11-24 05:01:22.399 [4711/1] Server 334 - AUTH Auth 18ms | 334 ****************
            13 2026-11-24 05:01:22.425 [4711/1] Client - - AUTH Auth - | ****************
            14 2026-11-24 05:01:22.430 [4711/1] Server 334 - AUTH Auth 5ms | 334 ****************
            15 2026-11-24 05:01:22.433 [4711/1] Client - - AUTH Auth - | ****************
            16 2026-11-24 05:01:22.437 [4711/1] Server 235 2.7.0 AUTH Auth 4ms | 235 2.7.0 Authentication successful
            17 2026-11-24 05:01:22.438 [4711/1] Event - - - Auth - | SMTP Authenticated. mechanism=SCRAM-SHA-256
            18 2026-11-24 05:01:22.553 [4711/1] Client - - MAIL Mail - | MAIL FROM:<ops@example.com> SIZE=225
            19 2026-11-24 05:01:22.553 [4711/1] Client - - RCPT Recipient - | RCPT TO:<alice@example.com>
            20 2026-11-24 05:01:22.572 [4711/1] Server 250 2.1.0 MAIL Mail 19ms | 250 2.1.0 Ok
            21 2026-11-24 05:01:22.572 [4711/1] Server 250 2.1.5 RCPT Recipient 19ms | 250 2.1.5 Ok
            22 2026-11-24 05:01:22.581 [4711/1] Client - - DATA Data - | DATA
            23 2026-11-24 05:01:22.584 [4711/1] Server 354 - DATA Data 3ms | 354 End data with <CR><LF>.<CR><LF>
            24 2026-11-24 05:01:22.598 [4711/1] Client - - - Data - | Subject: Nightly
            25 2026-11-24 05:01:22.599 [4711/1] Event - - - Data - | SMTP Message content 8 bytes not logged.
            26 2026-11-24 05:01:22.599 [4711/1] Client - - DATA Data - | .
            27 2026-11-24 05:01:22.602 [4711/1] Server 250 2.0.0 DATA Data 3ms | 250 2.0.0 Ok: queued as C702FF0001
            28 2026-11-24 05:01:22.959 [4711/1] Client - - QUIT Quit - | QUIT
            29 2026-11-24 05:01:22.960 [4711/1] Server 221 2.0.0 QUIT Quit 1ms | 221 2.0.0 Bye
            30 2026-11-24 05:01:22.967 [4711/1] Event - - - Quit - | SMTP Connection closed. messages=1 sent=564 received=822 elapsed=1230ms
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Json, "success.log")));
    }

    [Fact]
    public void A_refused_login_is_read()
    {
        Assert.Equal(
            """
            1 2026-11-24 05:01:22.972 [4711/2] Event - - - Connect - | SMTP Connecting to 'smtp.example.com' at port 587.
            2 2026-11-24 05:01:22.981 [4711/2] Event - - - Connect - | SMTP Connected to 'smtp.example.com' at port 587. (Not secure) remote=203.0.113.9:587 local=192.0.2.4:57752 elapsed=9ms
            3 2026-11-24 05:01:22.981 [4711/2] Server 220 - - Connect 0ms | 220 smtp.example.com ESMTP ready
            4 2026-11-24 05:01:22.981 [4711/2] Client - - EHLO Hello - | EHLO ws1.example.com
            5 2026-11-24 05:01:22.981 [4711/2] Server 250 - EHLO Hello - -| 250-smtp.example.com Hello ws1.example.com
            6 2026-11-24 05:01:22.981 [4711/2] Server 250 - EHLO Hello - -| 250-STARTTLS
            7 2026-11-24 05:01:22.981 [4711/2] Server 250 - EHLO Hello - -| 250-AUTH SCRAM-SHA-256 CRAM-MD5 PLAIN LOGIN XOAUTH2
            8 2026-11-24 05:01:22.981 [4711/2] Server 250 - EHLO Hello 0ms | 250 HELP
            9 2026-11-24 05:01:22.981 [4711/2] Client - - STARTTLS Tls - | STARTTLS
            10 2026-11-24 05:01:22.985 [4711/2] Server 220 2.0.0 STARTTLS Tls 4ms | 220 2.0.0 Ready to start TLS
            11 2026-11-24 05:01:22.990 [4711/2] Event - - - Tls - | SMTP TLS established. protocol=Tls13 cipher=TLS_AES_256_GCM_SHA384 subject=CN=smtp.example.com issuer=CN=smtp.example.com thumbprint=BDC6DEF48D81C090211C43D8A2420327DCA43A60CDA6F68A11A1D2745A8D4D65 notAfter=2027-11-24T05:01:21Z elapsed=5ms
            12 2026-11-24 05:01:22.990 [4711/2] Client - - EHLO Hello - | EHLO ws1.example.com
            13 2026-11-24 05:01:22.990 [4711/2] Server 250 - EHLO Hello - -| 250-smtp.example.com Hello ws1.example.com
            14 2026-11-24 05:01:22.990 [4711/2] Server 250 - EHLO Hello - -| 250-AUTH SCRAM-SHA-256 CRAM-MD5 PLAIN LOGIN XOAUTH2
            15 2026-11-24 05:01:22.990 [4711/2] Server 250 - EHLO Hello 0ms | 250 HELP
            16 2026-11-24 05:01:22.990 [4711/2] Client - - AUTH Auth - | AUTH SCRAM-SHA-256 ****************
            17 2026-11-24 05:01:22.991 [4711/2] Server 334 - AUTH Auth 1ms | 334 ****************
            18 2026-11-24 05:01:22.996 [4711/2] Client - - AUTH Auth - | ****************
            19 2026-11-24 05:01:22.996 [4711/2] Server 535 5.7.8 AUTH Auth 0ms !| 535 5.7.8 Authentication credentials invalid
            20 2026-11-24 05:01:22.998 [4711/2] Event - - - Auth - !| SMTP Error. kind=AuthenticationFailed stage=Auth code=535 message="The server refused the login with SCRAM-SHA-256 (smtp.example.com:587, stage Auth): 535 5.7.8 Authentication credentials invalid."
            21 2026-11-24 05:01:22.999 [4711/2] Client - - QUIT Quit - | QUIT
            22 2026-11-24 05:01:23.000 [4711/2] Server 221 2.0.0 QUIT Quit 1ms | 221 2.0.0 Bye
            23 2026-11-24 05:01:23.000 [4711/2] Event - - - Quit - | SMTP Connection closed. messages=0 sent=261 received=660 elapsed=28ms
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Json, "failure.log")));
    }

    [Theory]
    [InlineData("""{"message":"250 ok"}""")]
    [InlineData("""{"smtp.origin":"server"}""")]
    [InlineData("""{"smtp.origin":["server"],"message":"250 ok"}""")]
    [InlineData("""{"smtp.origin":"server","message":{"text":"250 ok"}}""")]
    [InlineData("""{"smtp.origin":"server","message":"250 ok"} more""")]
    [InlineData("""{"smtp.origin":"server","message":"250 ok",}""")]
    [InlineData("\"smtp.origin\"")]
    [InlineData("{")]
    public void A_line_that_is_no_entry_is_recovered_whole(string line)
    {
        SmtpLogEntry entry = Assert.Single(Sample.ReadLines(SmtpLogDialect.Json, line));

        Assert.Equal((SmtpLogOrigin.Event, true, line, line), (entry.Origin, entry.IsRecovered, entry.Text, entry.ToString()));
    }

    private static IEnumerable<object?[]> Compared(IEnumerable<SmtpLogEntry> entries) =>
        entries.Select(entry => s_properties.Select(property => property.GetValue(entry)).ToArray());
}
