namespace SmtpLog.Writing.Rotation;

/// <summary>How the process-wide log is written.</summary>
internal sealed class RotatingLogOptions
{
    public const long DefaultMaximumSize = 10 * 1024 * 1024;
    public const int DefaultMaximumFiles = 50;

    /// <summary>Absolute.</summary>
    public required string Folder { get; init; }

    public SmtpLogFormat Format { get; init; }

    public SmtpLogContent Content { get; init; } = SmtpLogContent.Headers;

    /// <summary>Bytes from which on the next file is begun.</summary>
    public long MaximumSize { get; init; } = DefaultMaximumSize;

    /// <summary>The newest so many files are kept; 0: all.</summary>
    public int MaximumFiles { get; init; } = DefaultMaximumFiles;

    /// <summary>The number to begin with, its file replaced; null: to go on with the highest there is.</summary>
    public int? StartNumber { get; init; }
}
