namespace SmtpLog;

/// <summary>How a log is written.</summary>
public enum SmtpLogFormat
{
    /// <summary>One line of text an entry, for people and <c>grep</c>.</summary>
    Text,

    /// <summary>One JSON object an entry (NDJSON), for collectors.</summary>
    Json,
}
