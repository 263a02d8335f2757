namespace SmtpLog;

/// <summary>Whether the process-wide log takes entries.</summary>
public enum SmtpLogState
{
    /// <summary>It does.</summary>
    Running,

    /// <summary>Logging is paused; <c>Resume-SmtpLog</c> goes on.</summary>
    Suspended,
}
