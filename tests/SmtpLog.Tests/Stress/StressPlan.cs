namespace SmtpLog.Tests.Stress;

/// <summary>How many write how much, and where.</summary>
internal sealed record StressPlan
{
    public required int Processes { get; init; }

    public required int Runspaces { get; init; }

    /// <summary>Of each runspace, through a transporter of its own.</summary>
    public required int Sends { get; init; }

    /// <summary>All transporters of all processes have the same <c>-LogPath</c>.</summary>
    public bool OwnLog { get; init; }

    /// <summary>All processes <c>Start-SmtpLog</c> in one folder.</summary>
    public bool ProcessLog { get; init; }

    /// <summary>What the process log shows of messages.</summary>
    public SmtpLogContent Content { get; init; } = SmtpLogContent.Headers;

    /// <summary>Bytes from which on a new number is begun.</summary>
    public long MaximumSize { get; init; } = 10 * 1024 * 1024;

    /// <summary>0: no file may be missing.</summary>
    public int MaximumFiles { get; init; }

    public int Messages => Processes * Runspaces * Sends;
}
