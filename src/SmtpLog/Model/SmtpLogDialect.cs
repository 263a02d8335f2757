namespace SmtpLog;

/// <summary>Whose transcript it is.</summary>
public enum SmtpLogDialect
{
    /// <summary>Found out from the first lines.</summary>
    Auto,

    /// <summary>This module's own text, and 4D's.</summary>
    SmtpLog,

    /// <summary>This module's own JSON.</summary>
    Json,

    /// <summary>The protocol logs of Exchange's Receive and Send connectors.</summary>
    Exchange,

    /// <summary>The logs of IIS's SMTP service, in W3C form or with commas.</summary>
    Iis,

    /// <summary>hMailServer's log.</summary>
    HMailServer,

    /// <summary>Postfix's lines in the system's mail log.</summary>
    Postfix,

    /// <summary>What <c>msmtp --debug</c> prints.</summary>
    Msmtp,

    /// <summary>msmtp's log file: a line for each mail.</summary>
    MsmtpLog,

    /// <summary>MailKit's <c>ProtocolLogger</c>.</summary>
    MailKit,

    /// <summary>The output of swaks.</summary>
    Swaks,

    /// <summary>curl with -v, --trace-ascii or --trace.</summary>
    Curl,

    /// <summary>Python's smtplib with <c>set_debuglevel</c>.</summary>
    Python,

    /// <summary>nodemailer's logger.</summary>
    Nodemailer,

    /// <summary>PHPMailer with <c>SMTPDebug</c>.</summary>
    PhpMailer,

    /// <summary>The debug text of Symfony's mailer.</summary>
    Symfony,

    /// <summary>SwiftMailer's logger plug-in.</summary>
    SwiftMailer,

    /// <summary>Blat with -debug.</summary>
    Blat,

    /// <summary>go-mail's logger, text or JSON.</summary>
    GoMail,

    /// <summary>sendmail with -X or -v.</summary>
    Sendmail,
}
