using System.Collections.Generic;

namespace SmtpLog.Reading;

/// <summary>What one record says of a mail, or of a part of it; null where it does not.</summary>
internal sealed class MailFacts
{
    public string? Server { get; set; }

    public int? Port { get; set; }

    /// <summary>Whether the connection was encrypted, as far as it came to that.</summary>
    public bool? IsSecure { get; set; }

    public string? UserName { get; set; }

    public string? Mechanism { get; set; }

    public bool IsAuthenticated { get; set; }

    /// <summary>Empty for a bounce.</summary>
    public string? From { get; set; }

    public long? Size { get; set; }

    /// <summary>Without angle brackets.</summary>
    public string? MessageId { get; set; }

    /// <summary>The recipients that it speaks of, in order.</summary>
    public List<string> Recipients { get; } = [];

    /// <summary>How many of these, from the first, the server took.</summary>
    public int Accepted { get; set; }

    /// <summary>What the program that wrote the log says of a failure.</summary>
    public string? Words { get; set; }

    /// <summary>True where the mail, or this part of it, was taken for good.</summary>
    public bool IsDelivered { get; set; }

    /// <summary>The server's words with their codes, its lines joined by line feeds.</summary>
    public string? Reply { get; set; }

    /// <summary>True where the reply is to a recipient alone: the one after those that were taken, or the last.</summary>
    public bool IsRecipientReply { get; set; }
}
