using System;
using System.Collections.Generic;

namespace SmtpLog.Contracts;

/// <summary>
/// A listening server. Implemented by SmtpLog.TestServer with a constructor that takes
/// <see cref="SmtpTestServerOptions"/> and starts it.
/// </summary>
internal interface ISmtpTestServerEngine : IDisposable
{
    /// <summary>The port it listens on.</summary>
    int Port { get; }

    /// <summary>The SHA-256 thumbprint of its certificate; null without TLS.</summary>
    string? ServerCertificateThumbprint { get; }

    /// <summary>The messages taken so far, in the order of their acceptance.</summary>
    IReadOnlyList<SmtpTestMessage> Messages { get; }

    /// <summary>What was said so far as the bytes of a text log, secrets masked.</summary>
    byte[] Transcript { get; }
}
