using System;
using System.Collections.Generic;
using System.IO;

namespace SmtpLog;

/// <summary>A message that a test server took.</summary>
public sealed class SmtpTestMessage
{
    private readonly byte[] _raw;

    internal SmtpTestMessage(byte[] raw) => _raw = raw;

    /// <summary>The address of MAIL FROM, without its angle brackets; empty for the null sender.</summary>
    public string From { get; internal init; } = string.Empty;

    /// <summary>The addresses of RCPT TO, without their angle brackets.</summary>
    public IReadOnlyList<string> To { get; internal init; } = [];

    /// <summary>The parameters of MAIL FROM, as sent, such as <c>SIZE=120 SMTPUTF8</c>; empty if none.</summary>
    public string MailParameters { get; internal init; } = string.Empty;

    /// <summary>The parameters of each RCPT TO, as sent, in the order of <see cref="To"/>; empty strings if none.</summary>
    public IReadOnlyList<string> RecipientParameters { get; internal init; } = [];

    /// <summary>The user that had logged in; null without a login.</summary>
    public string? AuthenticatedUser { get; internal init; }

    /// <summary>True where the message came over TLS.</summary>
    public bool Secure { get; internal init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset Received { get; internal init; }

    /// <summary>The queue id that the server's reply named.</summary>
    public string QueueId { get; internal init; } = string.Empty;

    /// <summary>The size of the message in bytes, without dot-stuffing.</summary>
    public int Size => _raw.Length;

    /// <summary>The message as received, without dot-stuffing and the final dot. A copy at each call.</summary>
    public byte[] GetBytes() => (byte[])_raw.Clone();

    /// <summary>The message as text; bytes that are not UTF-8 become U+FFFD.</summary>
    public string GetText() => System.Text.Encoding.UTF8.GetString(_raw);

    /// <summary>Writes the message to a new file, as <c>.eml</c> readers take it.</summary>
    /// <param name="path">The file to make; relative to the process's directory.</param>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public void Save(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(_raw, 0, _raw.Length);
    }

    /// <summary>Sender, recipients and size.</summary>
    public override string ToString() => $"<{From}> to {string.Join(", ", To)} ({Size} bytes)";
}
