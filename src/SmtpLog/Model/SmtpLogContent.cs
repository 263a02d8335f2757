namespace SmtpLog;

/// <summary>How much of a message the log shows.</summary>
public enum SmtpLogContent
{
    /// <summary>Nothing of it but its size.</summary>
    None,

    /// <summary>Its header lines and the size of the rest.</summary>
    Headers,

    /// <summary>Every line as sent.</summary>
    Full,
}
