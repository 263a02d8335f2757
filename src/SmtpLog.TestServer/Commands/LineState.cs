namespace SmtpLog.TestServer.Commands;

internal enum LineState
{
    /// <summary>Text that ended in CRLF.</summary>
    Complete,

    /// <summary>Longer than allowed; skipped up to its end.</summary>
    TooLong,

    /// <summary>Not UTF-8, with control characters, or ended by a bare LF.</summary>
    Malformed,

    /// <summary>The client closed the connection.</summary>
    EndOfStream,
}
