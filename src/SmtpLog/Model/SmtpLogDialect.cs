namespace SmtpLog;

/// <summary>Whose transcript it is.</summary>
public enum SmtpLogDialect
{
    /// <summary>Found out from the first lines.</summary>
    Auto,

    /// <summary>This module's own text, and 4D's.</summary>
    SmtpLog,
}
