namespace SmtpLog;

/// <summary>What there was to do with one server.</summary>
public sealed class SmtpServerCount
{
    /// <summary>
    /// Its name as the client called it, else as its greeting has it; null where the log shows neither, and
    /// <c>(others)</c> for those that were too many to tell apart.
    /// </summary>
    public string? Server { get; internal init; }

    /// <summary>Its port; null where the log does not show it.</summary>
    public int? Port { get; internal init; }

    /// <summary>The sessions with it.</summary>
    public long Sessions { get; internal set; }

    /// <summary>Those of them that failed.</summary>
    public long Failed { get; internal set; }

    /// <summary>The messages that it took.</summary>
    public long MessagesAccepted { get; internal set; }

    /// <summary>The messages that it refused.</summary>
    public long MessagesRefused { get; internal set; }

    /// <summary>The size in bytes of the messages that it took.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Name, sessions and failures.</summary>
    public override string ToString() => $"{Server}{(Port is null ? string.Empty : ":" + Port)}: {Sessions} session(s), {Failed} failed";
}
