using System;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class PostfixDialectTests
{
    [Fact]
    public void The_fate_of_each_recipient_is_a_server_entry_where_a_server_spoke()
    {
        Assert.Equal(
            """
            1 2026-11-24 02:23:31.104 [3102/4XyZ1b2C3dz9rxS] Server 250 2.0.0 DATA Data - | to=<bob@example.net>, relay=mx.example.net[203.0.113.25]:25, delay=0.94, delays=0.1/0.02/0.4/0.42, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 8C1D2E3F40)
            2 2026-11-24 02:23:31.551 [3102/4XyZ1b2C3dz9rxS] Server 550 5.1.1 RCPT Recipient - !| to=<nobody@example.net>, relay=mx.example.net[203.0.113.25]:25, delay=1.1, delays=0.1/0.02/0.4/0.58, dsn=5.1.1, status=bounced (host mx.example.net[203.0.113.25] said: 550 5.1.1 <nobody@example.net>: Recipient address rejected: User unknown (in reply to RCPT TO command))
            3 2026-11-24 02:23:32.000 [3103/4XyZ1c5K7Bz9rxT] Server 450 4.2.0 DATA Data - !~| to=<carol@example.org>, relay=mx.example.org[198.51.100.25]:25, delay=3.2, delays=0.1/0/1.1/2, dsn=4.2.0, status=deferred (host mx.example.org[198.51.100.25] said: 450 4.2.0 <carol@example.org>: Recipient address rejected: Greylisted (in reply to end of DATA command))
            4 2026-11-24 02:23:33.000 [3104/4XyZ1d1P2Cz9rxV] Event - - - Connect - !~| to=<dave@example.org>, relay=none, delay=30, delays=0.1/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.org[198.51.100.26]:25: Connection timed out)
            5 2026-11-24 02:23:34.000 [3104/4XyZ1d4Q9Dz9rxW] Event - - - - - | host mx.example.com[192.0.2.25] refused to talk to me: 554 5.7.1 Service unavailable; client host blocked
            6 2026-11-24 02:23:35.000 [3104/4XyZ1d4Q9Dz9rxW] Server 554 5.7.1 - Connect - !| to=<erin@example.com>, relay=mx.example.com[192.0.2.25]:25, delay=0.3, delays=0.1/0/0.2/0, dsn=4.7.1, status=deferred (host mx.example.com[192.0.2.25] refused to talk to me: 554 5.7.1 Service unavailable; client host blocked)
            7 2026-11-24 02:23:36.000 [3105/4XyZ1f7R3Fz9rxX] Server 535 5.7.8 AUTH Auth - !| to=<frank@example.com>, relay=smtp.example.com[192.0.2.26]:587, delay=0.5, delays=0.1/0/0.4/0, dsn=4.7.8, status=deferred (SASL authentication failed; server smtp.example.com[192.0.2.26] said: 535 5.7.8 Error: authentication failed)
            8 2026-11-24 02:23:37.000 [3106/4XyZ1b2C3dz9rxS] Event - - - - - | sender non-delivery notification: 4XyZ1g0T5Gz9rxY
            9 2026-11-24 02:23:37.000 [811/4XyZ1b2C3dz9rxS] Event - - - - - | removed
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Postfix, "relay.log")));
    }

    [Fact]
    public void A_message_is_a_session_whichever_process_speaks_of_it()
    {
        Assert.Equal(
            """
            1 11-24 04:37:26 [6712/-] Event - - - - - | starting the Postfix mail system
            2 11-24 04:37:26 [6714/-] Event - - - - - | daemon started -- version 3.7.11, configuration /etc/postfix
            3 11-24 04:38:21 [6738/-] Event - - - - - | connect from client.example.com[192.0.2.7]
            4 11-24 04:38:21 [6738/F12B8B26853] Event - - - - - | client=client.example.com[192.0.2.7], sasl_method=PLAIN, sasl_username=bob
            5 11-24 04:38:22 [7736/F12B8B26853] Event - - - - - | message-id=<2fa668f2e0e8a3008dcd5ab33c9a6d86.bob@example.com>
            6 11-24 04:38:22 [6738/-] Event - - - - - | disconnect from client.example.com[192.0.2.7] ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=8
            7 11-24 04:38:22 [6716/F12B8B26853] Event - - - - - | from=<bob@example.com>, size=381, nrcpt=1 (queue active)
            8 11-24 04:38:22 [7744/F12B8B26853] Event - - - - - | to=<alice@example.com>, relay=virtual, delay=0.28, delays=0.15/0.11/0/0.02, dsn=2.0.0, status=sent (delivered to maildir)
            9 11-24 04:38:22 [6716/F12B8B26853] Event - - - - - | removed
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Postfix, "success.log"), hasYear: false));
    }

    [Fact]
    public void Clients_that_were_refused_are_server_entries_and_failed_logins_errors()
    {
        Assert.Equal(
            """
            1 11-24 04:38:22 [6738/-] Event - - - - - | connect from client.example.com[192.0.2.7]
            2 11-24 04:38:22 [6738/-] Event - - - Auth - !| warning: client.example.com[192.0.2.7]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=bob
            3 11-24 04:38:22 [6738/-] Event - - - - - | lost connection after AUTH from client.example.com[192.0.2.7]
            4 11-24 04:38:22 [6738/-] Event - - - - - | disconnect from client.example.com[192.0.2.7] ehlo=2 starttls=1 auth=0/1 commands=3/4
            5 11-24 04:38:23 [6731/-] Event - - - - - | connect from client.example.com[192.0.2.7]
            6 11-24 04:38:23 [6731/-] Server 550 5.1.1 RCPT Recipient - !| reject: RCPT from client.example.com[192.0.2.7]: 550 5.1.1 <carol@example.com>: Recipient address rejected: User unknown in virtual mailbox table; from=<bob@example.com> to=<carol@example.com> proto=ESMTP helo=<localhost>
            7 11-24 04:38:23 [6731/071E0B26904] Event - - - - - | client=client.example.com[192.0.2.7]
            8 11-24 04:38:23 [6731/-] Event - - - - - | lost connection after DATA (0 bytes) from client.example.com[192.0.2.7]
            9 11-24 04:38:23 [6731/-] Event - - - - - | disconnect from client.example.com[192.0.2.7] ehlo=1 mail=1 rcpt=1/2 data=0/1 commands=3/5
            10 11-24 04:38:23 [6731/-] Event - - - - - | connect from client.example.com[192.0.2.7]
            11 11-24 04:38:23 [6731/-] Server 554 5.7.1 RCPT Recipient - !| reject: RCPT from client.example.com[192.0.2.7]: 554 5.7.1 <carol@example.net>: Relay access denied; from=<bob@example.com> to=<carol@example.net> proto=ESMTP helo=<localhost>
            12 11-24 04:38:23 [6731/-] Event - - - - - | lost connection after DATA from client.example.com[192.0.2.7]
            13 11-24 04:38:23 [6731/-] Event - - - - - | disconnect from client.example.com[192.0.2.7] ehlo=1 mail=1 rcpt=0/1 data=0/1 commands=2/4
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Postfix, "failure.log"), hasYear: false));
    }

    [Fact]
    public void Neither_addresses_nor_a_servers_words_nor_other_programs_deceive_it()
    {
        Assert.Equal(
            """
            1 02-29 23:59:59 [77/1A2B3C4D5E] Server 554 5.7.1 DATA Data - !| to=<"a>, dsn=2.0.0, status=sent (250 ok"@example.net>, relay=mx.example.net[203.0.113.25]:25, delay=0.9, delays=0/0/0.5/0.4, dsn=5.7.1, status=bounced (host mx.example.net[203.0.113.25] said: 554 5.7.1 status=sent (250 2.0.0 Ok) (in reply to MAIL FROM command) no (in reply to DATA command))
            2 11-04 08:00:01 [-/-] Event - - - - - | imap-login: Login: user=<bob>, method=PLAIN, rip=192.0.2.9
            3 11-04 08:00:02 [90/-] Event - - - - - | warning: hostname client.example.com does not resolve to address 192.0.2.7
            4 11-04 08:00:03 [91/-] Server 550 5.7.1 RCPT Recipient - !| reject: RCPT from [203.0.113.9]:41234: 550 5.7.1 Service unavailable; client [203.0.113.9] blocked using zen.example.org; from=<x@example.net>, to=<bob@example.com>, proto=ESMTP, helo=<x>
            5 11-04 08:00:04 [92/2B3C4D5E6F] Event - - - Data - !~| milter-reject: END-OF-MESSAGE from client.example.com[192.0.2.7]: 4.7.1 Try again later; from=<bob@example.com> to=<alice@example.com> proto=ESMTP helo=<client.example.com>
            6 11-04 08:00:05 [92/3C4D5E6F70] Server 550 5.7.1 DATA Data - !| milter-reject: END-OF-MESSAGE from client.example.com[2001:db8::7]: 550 5.7.1 Spam; from=<bob@example.com> to=<alice@example.com> proto=ESMTP helo=<client.example.com>
            7 - [93/3C4D5E6F70] Event - - - - - | removed
            8 11-04 08:00:07 [94/4D5E6F7081] Event - - - - - !| to=<alice@example.com>, relay=virtual, delay=0.1, delays=0.1/0/0/0, dsn=5.2.2, status=bounced (mailbox is full)
            9 11-04 08:00:08 [95/4D5E6F7081] Event - - - - - | to=<alice@exam
            10 - [-/-] Event - - - - - ?| last message repeated 3 times
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Postfix, "trap.log"), hasYear: false));
    }

    [Fact]
    public void A_zone_in_the_time_is_kept()
    {
        DateTimeOffset? time = Sample.Read(SmtpLogDialect.Postfix, "relay.log")[0].Timestamp;

        Assert.Equal(new DateTimeOffset(2026, 11, 24, 2, 23, 31, TimeSpan.FromHours(1)).AddTicks(1045120), time);
        Assert.Equal(TimeSpan.FromHours(1), time!.Value.Offset);
    }

    [Theory]
    [InlineData("lost connection with mx.example.net[203.0.113.25] while sending RCPT TO", SmtpStage.Recipient)]
    [InlineData("conversation with mx.example.net[203.0.113.25] timed out while receiving the initial server greeting", SmtpStage.Connect)]
    [InlineData("TLS is required, but was not offered by host mx.example.net[203.0.113.25]", SmtpStage.Tls)]
    [InlineData("Host or domain name not found. Name service error for name=example.net type=MX: Host not found", SmtpStage.Connect)]
    [InlineData("conversation with mx.example.net[203.0.113.25] timed out while sending end of data -- message may be sent more than once", SmtpStage.Data)]
    public void A_delivery_that_failed_without_a_reply_names_its_stage(string reason, SmtpStage stage)
    {
        SmtpLogEntry entry = Assert.Single(Sample.ReadLines(
            SmtpLogDialect.Postfix,
            $"Nov 24 02:23:31 mail postfix/smtp[1]: 1A2B3C4D5E: to=<a@example.net>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.2, status=deferred ({reason})"));

        Assert.Equal((SmtpLogOrigin.Event, stage, true, true), (entry.Origin, entry.Stage!.Value, entry.IsError, entry.IsTransient));
    }
}
