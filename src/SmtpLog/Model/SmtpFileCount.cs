namespace SmtpLog;

/// <summary>What was in one file.</summary>
public sealed class SmtpFileCount
{
    /// <summary>The file; null for lines from the pipeline.</summary>
    public string? Path { get; internal init; }

    /// <summary>Its sessions.</summary>
    public long Sessions { get; internal set; }

    /// <summary>Those of them that failed.</summary>
    public long Failed { get; internal set; }

    /// <summary>The messages in it that a server took.</summary>
    public long MessagesAccepted { get; internal set; }

    /// <summary>Path and sessions.</summary>
    public override string ToString() => $"{Path}: {Sessions} session(s), {Failed} failed";
}
