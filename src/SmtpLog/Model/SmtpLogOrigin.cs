namespace SmtpLog;

/// <summary>Who an entry of a transcript comes from.</summary>
public enum SmtpLogOrigin
{
    /// <summary>Something that happened to the connection; neither side said it.</summary>
    Event,

    /// <summary>The side that sends commands.</summary>
    Client,

    /// <summary>The side that replies.</summary>
    Server,
}
