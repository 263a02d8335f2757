using System;

namespace SmtpLog.TestServer;

/// <summary>Ends a session from outside, with the words it may still say to the client.</summary>
internal sealed class SessionInterruptedException(Reply farewell) : Exception
{
    public Reply Farewell { get; } = farewell;
}
