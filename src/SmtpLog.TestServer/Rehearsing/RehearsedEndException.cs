using System;

namespace SmtpLog.TestServer.Rehearsing;

/// <summary>The server has no reply any more.</summary>
/// <param name="isSilent">Whether it stays and listens; otherwise it closes the connection.</param>
internal sealed class RehearsedEndException(bool isSilent) : Exception
{
    public bool IsSilent { get; } = isSilent;
}
