using System;

namespace SmtpLog;

/// <summary>Mail was not sent, or a log could not be used; the reason is <see cref="ErrorKind"/>.</summary>
public sealed class SmtpLogException : Exception
{
    internal SmtpLogException(string message, SmtpErrorKind errorKind, SmtpSendResult? result)
        : base(message)
    {
        ErrorKind = errorKind;
        Result = result;
    }

    /// <summary>Why.</summary>
    public SmtpErrorKind ErrorKind { get; }

    /// <summary>The result with its transcript; null where nothing was to be sent.</summary>
    public SmtpSendResult? Result { get; }
}
