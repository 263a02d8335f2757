using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>What a real msmtp 1.8.23 printed, but for names and settings that say nothing.</summary>
public class MsmtpDialectTests
{
    [Fact]
    public void A_sent_message_may_hold_what_looks_like_replies()
    {
        Assert.Equal(
            """
            1 - [-/-] Event - - - - - | ignoring system configuration file /etc/msmtprc: No such file or directory
            2 - [-/-] Event - - - - - | loaded user configuration file /home/bob/.msmtprc
            3 - [-/-] Event - - - - - | using account good from /home/bob/.msmtprc
            4 - [-/-] Event - - - - - | host = smtp.example.com
            5 - [-/-] Event - - - Connect - | SMTP Connecting to 'smtp.example.com' at port 587.
            6 - [-/-] Event - - - - - | auth = choose
            7 - [-/-] Event - - - - - | user = bob
            8 - [-/-] Event - - - - - | password = *
            9 - [-/-] Event - - - - - | tls = on
            10 - [-/-] Event - - - - - | reading recipients from the command line
            11 - [-/-] Server 220 - - Connect - | 220 smtp.example.com ESMTP Postfix
            12 - [-/-] Client - - EHLO Hello - | EHLO localhost
            13 - [-/-] Server 250 - EHLO Hello - -| 250-smtp.example.com
            14 - [-/-] Server 250 - EHLO Hello - -| 250-STARTTLS
            15 - [-/-] Server 250 - EHLO Hello - | 250 CHUNKING
            16 - [-/-] Client - - STARTTLS Tls - | STARTTLS
            17 - [-/-] Server 220 2.0.0 STARTTLS Tls - | 220 2.0.0 Ready to start TLS
            18 - [-/-] Event - - - Tls - | TLS session parameters:
            19 - [-/-] Event - - - Tls - | SMTP TLS established. protocol=Tls13 cipher=AES-256-GCM
            20 - [-/-] Event - - - Tls - | TLS certificate information:
            21 - [-/-] Event - - - Tls - | Subject:
            22 - [-/-] Event - - - Tls - | CN=smtp.example.com
            23 - [-/-] Event - - - Tls - | Issuer:
            24 - [-/-] Event - - - Tls - | CN=Example CA
            25 - [-/-] Event - - - Tls - | Validity:
            26 - [-/-] Event - - - Tls - | Activation time: Tue Nov 24 04:37:22 2026
            27 - [-/-] Event - - - Tls - | Expiration time: Mon Feb 26 04:37:22 2029
            28 - [-/-] Event - - - Tls - | Fingerprints:
            29 - [-/-] Event - - - Tls - | SHA256: 96:A5:1D:23:8C:0F:88:A4:96:CC:1F:06:1C:2C:8E:E9:D2:88:5D:A5:80:13:FD:F1:3C:3E:64:E2:69:54:F4:40
            30 - [-/-] Event - - - Tls - | SHA1 (deprecated): DE:98:D2:FA:AC:DA:D0:C6:03:C3:3E:D7:B2:C8:22:13:02:74:E0:79
            31 - [-/-] Client - - EHLO Hello - | EHLO localhost
            32 - [-/-] Server 250 - EHLO Hello - -| 250-smtp.example.com
            33 - [-/-] Server 250 - EHLO Hello - -| 250-AUTH PLAIN LOGIN DIGEST-MD5 CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256
            34 - [-/-] Server 250 - EHLO Hello - | 250 CHUNKING
            35 - [-/-] Client - - AUTH Auth - | AUTH PLAIN AGJvYgBvcGVuLXNlc2FtZS00NzEx
            36 - [-/-] Server 235 2.7.0 AUTH Auth - | 235 2.7.0 Authentication successful
            37 - [-/-] Client - - MAIL Mail - | MAIL FROM:<bob@example.com>
            38 - [-/-] Client - - RCPT Recipient - | RCPT TO:<alice@example.com>
            39 - [-/-] Client - - DATA Data - | DATA
            40 - [-/-] Server 250 2.1.0 MAIL Mail - | 250 2.1.0 Ok
            41 - [-/-] Server 250 2.1.5 RCPT Recipient - | 250 2.1.5 Ok
            42 - [-/-] Server 354 - DATA Data - | 354 End data with <CR><LF>.<CR><LF>
            43 - [-/-] Client - - - Data - | Date: Tue, 24 Nov 2026 04:38:21 +0000
            44 - [-/-] Client - - - Data - | Message-ID: <2fa668f2e0e8a3008dcd5ab33c9a6d86.bob@example.com>
            45 - [-/-] Client - - - Data - | From: bob@example.com
            46 - [-/-] Client - - - Data - | To: alice@example.com
            47 - [-/-] Client - - - Data - | Subject: hello
            48 - [-/-] Client - - - Data - |
            49 - [-/-] Client - - - Data - | ..dotted
            50 - [-/-] Client - - - Data - | 250 not a reply
            51 - [-/-] Client - - - Data - | --> QUIT
            52 - [-/-] Client - - DATA Data - | .
            53 - [-/-] Server 250 2.0.0 DATA Data - | 250 2.0.0 Ok: queued as F12B8B26853
            54 - [-/-] Client - - QUIT Quit - | QUIT
            55 - [-/-] Server 221 2.0.0 QUIT Quit - | 221 2.0.0 Bye
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Msmtp, "success.txt")));
    }

    [Fact]
    public void In_a_file_errors_come_before_what_they_follow_from()
    {
        Assert.Equal(
            """
            1 - [-/-] Event - - - Connect - !| msmtp: authentication failed (method PLAIN)
            2 - [-/-] Event - - - Connect - | msmtp: server message: 535 5.7.8 Error: authentication failed: (reason unavailable)
            3 - [-/-] Event - - - Connect - | msmtp: could not send mail (account bad from /home/bob/.msmtprc)
            4 - [-/-] Event - - - - - | ignoring system configuration file /etc/msmtprc: No such file or directory
            5 - [-/-] Event - - - - - | loaded user configuration file /home/bob/.msmtprc
            6 - [-/-] Event - - - - - | using account bad from /home/bob/.msmtprc
            7 - [-/-] Event - - - - - | host = smtp.example.com
            8 - [-/-] Event - - - Connect - | SMTP Connecting to 'smtp.example.com' at port 587.
            9 - [-/-] Event - - - - - | auth = choose
            10 - [-/-] Event - - - - - | user = bob
            11 - [-/-] Event - - - - - | password = *
            12 - [-/-] Event - - - - - | tls = on
            13 - [-/-] Event - - - - - | reading recipients from the command line
            14 - [-/-] Server 220 - - Connect - | 220 smtp.example.com ESMTP Postfix
            15 - [-/-] Client - - EHLO Hello - | EHLO localhost
            16 - [-/-] Server 250 - EHLO Hello - -| 250-smtp.example.com
            17 - [-/-] Server 250 - EHLO Hello - -| 250-STARTTLS
            18 - [-/-] Server 250 - EHLO Hello - | 250 CHUNKING
            19 - [-/-] Client - - STARTTLS Tls - | STARTTLS
            20 - [-/-] Server 220 2.0.0 STARTTLS Tls - | 220 2.0.0 Ready to start TLS
            21 - [-/-] Event - - - Tls - | TLS session parameters:
            22 - [-/-] Event - - - Tls - | SMTP TLS established. protocol=Tls13 cipher=AES-256-GCM
            23 - [-/-] Event - - - Tls - | TLS certificate information:
            24 - [-/-] Event - - - Tls - | Subject:
            25 - [-/-] Event - - - Tls - | CN=smtp.example.com
            26 - [-/-] Event - - - Tls - | Issuer:
            27 - [-/-] Event - - - Tls - | CN=Example CA
            28 - [-/-] Event - - - Tls - | Validity:
            29 - [-/-] Event - - - Tls - | Activation time: Tue Nov 24 04:37:22 2026
            30 - [-/-] Event - - - Tls - | Expiration time: Mon Feb 26 04:37:22 2029
            31 - [-/-] Event - - - Tls - | Fingerprints:
            32 - [-/-] Event - - - Tls - | SHA256: 96:A5:1D:23:8C:0F:88:A4:96:CC:1F:06:1C:2C:8E:E9:D2:88:5D:A5:80:13:FD:F1:3C:3E:64:E2:69:54:F4:40
            33 - [-/-] Event - - - Tls - | SHA1 (deprecated): DE:98:D2:FA:AC:DA:D0:C6:03:C3:3E:D7:B2:C8:22:13:02:74:E0:79
            34 - [-/-] Client - - EHLO Hello - | EHLO localhost
            35 - [-/-] Server 250 - EHLO Hello - -| 250-smtp.example.com
            36 - [-/-] Server 250 - EHLO Hello - -| 250-AUTH PLAIN LOGIN DIGEST-MD5 CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256
            37 - [-/-] Server 250 - EHLO Hello - | 250 CHUNKING
            38 - [-/-] Client - - AUTH Auth - | AUTH PLAIN AGJvYgB3cm9uZy00NzEx
            39 - [-/-] Server 535 5.7.8 AUTH Auth - !| 535 5.7.8 Error: authentication failed: (reason unavailable)
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Msmtp, "failure.txt")));
    }

    [Fact]
    public void On_a_terminal_they_come_after_it()
    {
        Assert.Equal(
            """
            1 - [-/-] Event - - - - - | ignoring system configuration file /etc/msmtprc: No such file or directory
            2 - [-/-] Event - - - - - | loaded user configuration file /home/bob/.msmtprc
            3 - [-/-] Event - - - - - | using account plain from /home/bob/.msmtprc
            4 - [-/-] Event - - - - - | host = smtp.example.com
            5 - [-/-] Event - - - Connect - | SMTP Connecting to 'smtp.example.com' at port 25.
            6 - [-/-] Event - - - - - | auth = none
            7 - [-/-] Event - - - - - | user = (not set)
            8 - [-/-] Event - - - - - | password = (not set)
            9 - [-/-] Event - - - - - | tls = off
            10 - [-/-] Event - - - - - | reading recipients from the command line
            11 - [-/-] Server 220 - - Connect - | 220 smtp.example.com ESMTP Postfix
            12 - [-/-] Client - - EHLO Hello - | EHLO localhost
            13 - [-/-] Server 250 - EHLO Hello - -| 250-smtp.example.com
            14 - [-/-] Server 250 - EHLO Hello - -| 250-AUTH PLAIN LOGIN DIGEST-MD5 CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256
            15 - [-/-] Server 250 - EHLO Hello - | 250 CHUNKING
            16 - [-/-] Client - - MAIL Mail - | MAIL FROM:<bob@example.com>
            17 - [-/-] Client - - RCPT Recipient - | RCPT TO:<carol@example.com>
            18 - [-/-] Client - - RCPT Recipient - | RCPT TO:<alice@example.com>
            19 - [-/-] Client - - DATA Data - | DATA
            20 - [-/-] Server 250 2.1.0 MAIL Mail - | 250 2.1.0 Ok
            21 - [-/-] Server 550 5.1.1 RCPT Recipient - !| 550 5.1.1 <carol@example.com>: Recipient address rejected: User unknown in virtual mailbox table
            22 - [-/-] Event - - - Data - !| msmtp: recipient address carol@example.com not accepted by the server
            23 - [-/-] Event - - - Data - | msmtp: server message: 550 5.1.1 <carol@example.com>: Recipient address rejected: User unknown in virtual mailbox table
            24 - [-/-] Event - - - Quit - | msmtp: could not send mail (account plain from /home/bob/.msmtprc)
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Msmtp, "terminal.txt")));
    }

    [Fact]
    public void A_connection_that_never_stood_has_its_error()
    {
        Assert.Equal(
            """
            1 - [-/-] Event - - - Connect - !| msmtp: cannot connect to smtp.example.com, port 587: Connection refused
            2 - [-/-] Event - - - Connect - !| msmtp: could not send mail (account closed from /home/bob/.msmtprc)
            3 - [-/-] Event - - - - - | ignoring system configuration file /etc/msmtprc: No such file or directory
            4 - [-/-] Event - - - - - | loaded user configuration file /home/bob/.msmtprc
            5 - [-/-] Event - - - - - | using account closed from /home/bob/.msmtprc
            6 - [-/-] Event - - - - - | host = smtp.example.com
            7 - [-/-] Event - - - Connect - | SMTP Connecting to 'smtp.example.com' at port 587.
            8 - [-/-] Event - - - - - | auth = none
            9 - [-/-] Event - - - - - | user = (not set)
            10 - [-/-] Event - - - - - | password = (not set)
            11 - [-/-] Event - - - - - | tls = off
            12 - [-/-] Event - - - - - | reading recipients from the command line
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.Msmtp, "refused.txt")));
    }
}
