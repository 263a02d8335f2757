using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class MsmtpLogDialectTests
{
    [Fact]
    public void A_mail_is_an_entry()
    {
        Assert.Equal(
            """
            1 11-24 04:38:22 [-/-] Server 250 2.0.0 DATA Data - | host=smtp.example.com tls=on auth=on user=bob from=bob@example.com recipients=alice@example.com mailsize=197 smtpstatus=250 smtpmsg='250 2.0.0 Ok: queued as F12B8B26853' exitcode=EX_OK
            2 11-24 04:38:23 [-/-] Server 250 2.0.0 DATA Data - | host=smtp.example.com tls=on auth=on user=bob from=bob@example.com recipients=alice@example.com,bob@example.com,someone@example.net mailsize=180 smtpstatus=250 smtpmsg='250 2.0.0 Ok: queued as 54C14B26904' exitcode=EX_OK
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.MsmtpLog, "success.log"), hasYear: false));
    }

    [Fact]
    public void A_mail_that_failed_says_at_which_command_or_why_there_was_none()
    {
        Assert.Equal(
            """
            1 11-24 04:38:22 [-/-] Server 535 5.7.8 AUTH Auth - !| host=smtp.example.com tls=on auth=on user=bob from=bob@example.com recipients=alice@example.com smtpstatus=535 smtpmsg='535 5.7.8 Error: authentication failed: (reason unavailable)' errormsg='authentication failed (method PLAIN)' exitcode=EX_NOPERM
            2 11-24 04:38:23 [-/-] Server 550 5.1.1 RCPT Recipient - !| host=smtp.example.com tls=off auth=off from=bob@example.com recipients=carol@example.com,alice@example.com smtpstatus=550 smtpmsg='550 5.1.1 <carol@example.com>: Recipient address rejected: User unknown in virtual mailbox table' errormsg='recipient address carol@example.com not accepted by the server' exitcode=EX_DATAERR
            3 11-24 04:38:23 [-/-] Server 554 5.7.1 RCPT Recipient - !| host=smtp.example.com tls=off auth=off from=bob@example.com recipients=carol@example.net smtpstatus=554 smtpmsg='554 5.7.1 <carol@example.net>: Relay access denied' errormsg='recipient address carol@example.net not accepted by the server' exitcode=EX_DATAERR
            4 11-24 04:38:23 [-/-] Event - - - Connect - !~| host=smtp.example.com tls=off auth=off from=bob@example.com recipients=alice@example.com errormsg='cannot connect to smtp.example.com, port 587: Connection refused' exitcode=EX_TEMPFAIL
            5 11-24 04:38:23 [-/-] Event - - - Connect - !| host=smtp.example.invalid tls=on auth=on from=bob@example.com recipients=alice@example.com errormsg='cannot locate host smtp.example.invalid: Name or service not known' exitcode=EX_NOHOST
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.MsmtpLog, "failure.log"), hasYear: false));
    }

    [Fact]
    public void Times_vary_and_a_servers_words_do_not_deceive_it()
    {
        Assert.Equal(
            """
            1 11-24 09:15:01 [-/-] Server 554 5.7.1 MAIL Mail - !| host=smtp.example.com tls=on auth=off from=bob@example.com recipients=carol@example.net smtpstatus=554 smtpmsg='554 5.7.1 no' errormsg='all is well' exitcode=EX_OK' errormsg='envelope from address bob@example.com not accepted by the server' exitcode=EX_DATAERR
            2 - [-/-] Server 250 - DATA Data - | host=smtp.example.com tls=off auth=off from=bob@example.com recipients=alice@example.com mailsize=412 smtpstatus=250 smtpmsg='250 Ok' exitcode=EX_OK
            3 11-24 09:16:02 [-/-] Event - - - Tls - !| host=smtp.example.com tls=on auth=on user=bob from=bob@example.com recipients=alice@example.com errormsg='TLS certificate verification failed: the certificate has expired' exitcode=EX_UNAVAILABLE
            4 - [-/-] Event - - - - - ?| Nov 24 09:17:00 host=smtp.example.com tls=on auth=on user=bo
            """.Split('\n'),
            Sample.Describe(Sample.Read(SmtpLogDialect.MsmtpLog, "trap.log"), hasYear: false));
    }
}
