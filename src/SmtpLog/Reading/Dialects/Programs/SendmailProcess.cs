using System;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>A process in sendmail's traffic log, and which side of the conversation it is on.</summary>
internal sealed class SendmailProcess(string id)
{
    public ToolSession Session { get; } = new(id);

    /// <summary>Client or server; an event while that has not shown.</summary>
    public SmtpLogOrigin Role { get; set; } = SmtpLogOrigin.Event;

    /// <summary>Who said a line that the process wrote, or read; an event where it was neither side.</summary>
    public SmtpLogOrigin Speaker(bool isWritten, ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("[EOF]"u8))
        {
            return SmtpLogOrigin.Event;
        }

        if (Role == SmtpLogOrigin.Event)
        {
            Role = Guess(isWritten, text);
        }

        return Role == SmtpLogOrigin.Event ? SmtpLogOrigin.Event
            : isWritten == (Role == SmtpLogOrigin.Client) ? SmtpLogOrigin.Client
            : SmtpLogOrigin.Server;
    }

    /// <summary>A log that begins in the middle shows it by replies and commands.</summary>
    private static SmtpLogOrigin Guess(bool isWritten, ReadOnlySpan<byte> text)
    {
        bool isReply = ToolLine.IsReply(text);
        return !isReply && !ToolLine.IsCommand(text) ? SmtpLogOrigin.Event
            : isReply == isWritten ? SmtpLogOrigin.Server
            : SmtpLogOrigin.Client;
    }
}
