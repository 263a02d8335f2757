using System;

namespace SmtpLog.Writing;

/// <summary>The server sent a line or a reply without end; reading on would fill the memory.</summary>
internal sealed class ReplyTooLongException : Exception
{
    public ReplyTooLongException()
        : base("The server's reply is longer than any real one")
    {
    }
}
