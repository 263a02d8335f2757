namespace SmtpLog.Reading;

/// <summary>Whether the client is sending a message, and what ends it.</summary>
internal enum ContentKind : byte
{
    /// <summary>It sends commands.</summary>
    None,

    /// <summary>A message that a line with a single dot ends.</summary>
    Data,

    /// <summary>A chunk of known size.</summary>
    Chunk,

    /// <summary>Lines that are no commands, in a session whose beginning is not in the log.</summary>
    Perhaps,
}
