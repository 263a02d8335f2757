namespace SmtpLog.Writing;

/// <summary>Where the entries of sessions go. Called under the lock of <see cref="LogSequence"/>.</summary>
internal interface ILogSink
{
    /// <summary>How much of a message it wants.</summary>
    SmtpLogContent Content { get; }

    /// <summary>Takes one entry; it may be kept until <see cref="Flush"/>.</summary>
    void Append(LogLine line);

    /// <summary>Hands over all that was taken. Must not throw: mail goes on.</summary>
    void Flush();
}
