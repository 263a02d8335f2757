namespace SmtpLog.TestServer.Commands;

/// <summary>A line as it came, with its text where it has one.</summary>
internal readonly struct ReceivedLine(LineState state, string text = "")
{
    public LineState State { get; } = state;

    /// <summary>Without its CRLF; empty unless the line is complete.</summary>
    public string Text { get; } = text;
}
