namespace SmtpLog;

/// <summary>A check's verdict, in the words and numbers of monitoring plug-ins.</summary>
public enum SmtpHealthState
{
    /// <summary>All is well; exit code 0.</summary>
    Ok,

    /// <summary>It works, and something wants attention; exit code 1.</summary>
    Warning,

    /// <summary>It does not work; exit code 2.</summary>
    Critical,

    /// <summary>The check could not be made; exit code 3.</summary>
    Unknown,
}
