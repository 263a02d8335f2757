using System;
using System.Threading;

namespace SmtpLog.Contracts;

/// <summary>
/// One transporter's connection to its server. Implemented by SmtpLog.Mail in a load context of its own, with a
/// constructor that takes <see cref="SmtpTransporterOptions"/>. Not safe for several threads: its owner takes turns.
/// </summary>
internal interface ISmtpMailer : IDisposable
{
    /// <summary>Sends one message over the kept connection, or a new one. Never throws for what can go wrong with mail.</summary>
    SmtpSendResult Send(SmtpMessageOptions message, CancellationToken cancellationToken);

    /// <summary>Passes the stages of a session up to the one asked for, on a connection of its own; never sends a message.</summary>
    SmtpTestResult Check(SmtpCheckOptions check, CancellationToken cancellationToken);
}
