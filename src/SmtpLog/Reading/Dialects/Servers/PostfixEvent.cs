using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>What the lines of an smtpd say of its connection.</summary>
internal static class PostfixEvent
{
    public static EventKind KindOf(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("connect from "u8))
        {
            return EventKind.Connected;
        }

        if (message.StartsWith("disconnect from "u8))
        {
            return EventKind.Closed;
        }

        // Anonymous, Trusted, Untrusted, Verified.
        return message.IndexOf(" TLS connection established from "u8) > 0 ? EventKind.TlsEstablished : EventKind.Other;
    }

    public static bool IsFailedLogin(ReadOnlySpan<byte> message) =>
        message.StartsWith("warning: "u8) && message.IndexOf(": SASL "u8) > 0 && message.IndexOf(" authentication failed"u8) > 0;
}
