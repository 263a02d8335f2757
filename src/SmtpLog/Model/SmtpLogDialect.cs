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
}
