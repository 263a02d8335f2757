namespace SmtpLog;

/// <summary>Whose transcript it is.</summary>
public enum SmtpLogDialect
{
    /// <summary>Found out from the first lines.</summary>
    Auto,

    /// <summary>This module's own text, and 4D's.</summary>
    SmtpLog,

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
