using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpLog;

/// <summary>How long each stage of a check took; null where it was not reached. This side's own work is not in it.</summary>
public sealed class SmtpTimings
{
    /// <summary>Finding the server's address.</summary>
    public TimeSpan? Resolve { get; internal init; }

    /// <summary>Opening the TCP connection, through the proxy if there is one.</summary>
    public TimeSpan? Connect { get; internal init; }

    /// <summary>Waiting for the server's greeting.</summary>
    public TimeSpan? Greeting { get; internal init; }

    /// <summary>The TLS handshake, with the reply to STARTTLS.</summary>
    public TimeSpan? Tls { get; internal init; }

    /// <summary>The replies to EHLO.</summary>
    public TimeSpan? Hello { get; internal init; }

    /// <summary>The replies to AUTH.</summary>
    public TimeSpan? Auth { get; internal init; }

    /// <summary>The reply to MAIL FROM.</summary>
    public TimeSpan? Mail { get; internal init; }

    /// <summary>The replies to RCPT TO.</summary>
    public TimeSpan? Recipient { get; internal init; }

    /// <summary>All of it, from the start to the last stage asked for.</summary>
    public TimeSpan Total { get; internal init; }

    /// <summary>Each stage in milliseconds.</summary>
    public override string ToString() => string.Join(" ", Stages().Append(("total", Total))
        .Select(stage => string.Format(CultureInfo.InvariantCulture, "{0}={1:0.#}ms", stage.Item1, stage.Item2.TotalMilliseconds)));

    /// <summary>The stages that were reached, in order.</summary>
    internal IEnumerable<(string Name, TimeSpan Time)> Stages()
    {
        (string Name, TimeSpan? Time)[] all =
        [
            ("resolve", Resolve), ("connect", Connect), ("greeting", Greeting), ("tls", Tls),
            ("hello", Hello), ("auth", Auth), ("mail", Mail), ("recipient", Recipient),
        ];
        return all.Where(stage => stage.Time is not null).Select(stage => (stage.Name, stage.Time!.Value));
    }
}
